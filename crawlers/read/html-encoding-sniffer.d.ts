declare module 'html-encoding-sniffer' {
  interface SnifferOptions {
    readonly defaultEncoding?: string | null
    readonly maxPrescanBytes?: number
  }
  /** The WHATWG encoding sniffing algorithm: the name of the encoding that the bytes declare, else the default. */
  export default function htmlEncodingSniffer(bytes: Uint8Array, options?: SnifferOptions): string | null
}
