/*
 * The part of the Chrome DevTools Protocol that is used here, by command and event. Every message and field of it is
 * described at https://chromedevtools.github.io/devtools-protocol/tot/.
 */

interface Command<Params, Returns = object> {
  readonly params: Params
  readonly returns: Returns
}

type Nothing = Record<string, never>

export interface TargetInfo {
  readonly targetId: string
  /** `page`, `iframe`, `worker`, `service_worker`, `shared_worker`, `tab`… */
  readonly type: string
  readonly url: string
  readonly browserContextId?: string
}

export interface HeaderEntry {
  readonly name: string
  readonly value: string
}

/** A request that waits for us to answer it. */
export interface PausedRequest {
  readonly requestId: string
  readonly request: {
    readonly url: string
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
    readonly hasPostData?: boolean
    /** Base64; absent where the body is a file or too long. */
    readonly postDataEntries?: readonly { readonly bytes?: string }[]
  }
  readonly frameId: string
  /** `Document`, `Stylesheet`, `Image`, `Media`, `Script`, `XHR`, `Fetch`… */
  readonly resourceType: string
}

/** Why a request is failed in the page, in the browser's words. */
export type NetworkErrorReason =
  | 'Failed'
  | 'Aborted'
  | 'TimedOut'
  | 'ConnectionRefused'
  | 'ConnectionReset'
  | 'NameNotResolved'
  | 'BlockedByClient'

interface AutoAttach {
  readonly autoAttach: boolean
  readonly waitForDebuggerOnStart: boolean
  readonly flatten: true
  /** The first entry that fits decides; without a filter all targets but the browser itself. */
  readonly filter?: readonly { readonly type?: string; readonly exclude?: boolean }[]
}

export interface Commands {
  'Browser.getVersion': Command<Nothing, { product: string; userAgent: string }>
  'Browser.setDownloadBehavior': Command<{ behavior: 'deny'; browserContextId: string }>
  'Target.createBrowserContext': Command<{ disposeOnDetach: boolean }, { browserContextId: string }>
  'Target.disposeBrowserContext': Command<{ browserContextId: string }>
  'Target.createTarget': Command<
    { url: string; browserContextId: string; width: number; height: number },
    { targetId: string }
  >
  'Target.closeTarget': Command<{ targetId: string }>
  'Target.setAutoAttach': Command<AutoAttach>
  'Runtime.runIfWaitingForDebugger': Command<Nothing>
  'Runtime.evaluate': Command<
    { expression: string; contextId: number; returnByValue: true; awaitPromise: boolean },
    { result: { value?: unknown }; exceptionDetails?: { text: string } }
  >
  'Page.enable': Command<Nothing>
  'Page.navigate': Command<{ url: string; referrer?: string }, { errorText?: string }>
  'Page.stopLoading': Command<Nothing>
  'Page.resetNavigationHistory': Command<Nothing>
  'Network.clearBrowserCache': Command<Nothing>
  'Storage.clearCookies': Command<{ browserContextId: string }>
  'Storage.clearDataForOrigin': Command<{ origin: string; storageTypes: string }>
  'Page.createIsolatedWorld': Command<{ frameId: string; worldName: string }, { executionContextId: number }>
  'Page.addScriptToEvaluateOnNewDocument': Command<{ source: string }>
  'Page.handleJavaScriptDialog': Command<{ accept: boolean }>
  'Page.getLayoutMetrics': Command<Nothing, { cssContentSize: { width: number; height: number } }>
  'Page.captureScreenshot': Command<
    {
      format: 'png'
      captureBeyondViewport: boolean
      clip: { x: number; y: number; width: number; height: number; scale: number }
    },
    { data: string }
  >
  'Emulation.setUserAgentOverride': Command<{ userAgent: string; acceptLanguage: string }>
  'Emulation.setTimezoneOverride': Command<{ timezoneId: string }>
  'Emulation.setLocaleOverride': Command<{ locale: string }>
  'Fetch.enable': Command<{ patterns: readonly { urlPattern: string; requestStage: 'Request' }[] }>
  'Fetch.continueRequest': Command<{ requestId: string }>
  'Fetch.failRequest': Command<{ requestId: string; errorReason: NetworkErrorReason }>
  'Fetch.fulfillRequest': Command<{
    requestId: string
    responseCode: number
    /** Needed where the code is none that the browser knows. */
    responsePhrase: string
    /** Base64 of `name: value` lines, a zero byte after each: so bytes that are no text stay as they are. */
    binaryResponseHeaders: string
    body: string
  }>
}

export interface Events {
  'Target.attachedToTarget': {
    readonly sessionId: string
    readonly targetInfo: TargetInfo
    readonly waitingForDebugger: boolean
  }
  'Target.detachedFromTarget': { readonly sessionId: string }
  'Inspector.targetCrashed': Nothing
  'Page.javascriptDialogOpening': { readonly type: 'alert' | 'confirm' | 'prompt' | 'beforeunload' }
  'Fetch.requestPaused': PausedRequest
}
