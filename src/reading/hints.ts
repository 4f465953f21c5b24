import type { Element } from 'domhandler'

/** 2: marked by its system as the text of the article; 1: named like the frame of one; 0: neither. */
export type Hint = 0 | 1 | 2

const titleWords =
  /(^|[^a-z])(title|tit|biaoti|headline)([^a-z]|$)|(article|news|con|content|xl|doc|info|zw)_?-?(title|tit)\b/i
const notTitleWords = /sub|small|list|bar|box|wrap|nav|more|site|logo/i
/** Classes and ids that a content management system puts on the text of the article and on nothing else. */
const ownText =
  /(^|[\s_-])(trs_?(editor|ueditor)|v_news_content|vsb_content\w*|ucap-?content|fontzoom|zoom|easysite-news-text|wenzhang-content|zhengwen|textbody|con_con|zw_cont_c)(_\d+)?([\s_-]|$)/i
/** Names that templates give to the frame of an article, strip and side column sometimes included. */
const frame =
  /(^|[\s_-])((article|news|info|text|doc|detail|art|xl|zw)[_-]?(content|body|text|con|cont|article|main|info)|content[_-]?(text|article|body|detail)|pages_content|wzbody|bt-content|m-txt-article|nfw-cms-\w+|content-container-con|view_content|conttext|xxgk_content|gkmlpt-content)(_\d+)?([\s_-]|$)/i

/** What an element's tag, class and id words say of the main text inside it. */
export function hintOf(element: Element, words: string): Hint {
  if (element.name === 'ucapcontent' || ownText.test(words)) return 2
  return frame.test(words) ? 1 : 0
}

const headings = new Set(['h1', 'h2', 'h3', 'ucaptitle'])

/** Whether an element is marked as a title, by its tag or by its class and id words. */
export function marksTitle(element: Element, words: string): boolean {
  if (headings.has(element.name)) return true
  return words !== '' && element.name !== 'body' && titleWords.test(words) && !notTitleWords.test(words)
}
