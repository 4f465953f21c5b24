import type { YAMLError } from 'yaml'

/** What the YAML library finds wrong with a file, in Chinese; in English its own words are used. */
export const YAML_FAULTS_ZH: Readonly<Record<YAMLError['code'], string>> = {
  ALIAS_PROPS: '别名前后不能再带锚点或标签',
  BAD_ALIAS: '锚点或别名的写法有误',
  BAD_DIRECTIVE: '以 % 开头的指令有误',
  BAD_DQ_ESCAPE: '双引号中的转义有误；反斜杠须写成两个',
  BAD_INDENT: '缩进不一致',
  BAD_PROP_ORDER: '锚点或标签的位置有误',
  BAD_SCALAR_START: '值不能以这个字符开头；请加引号',
  BLOCK_AS_IMPLICIT_KEY: '同一行中不能再写一组键；值里有冒号时请加引号',
  BLOCK_IN_FLOW: '括号内不能用缩进写法',
  DUPLICATE_KEY: '键重复',
  IMPOSSIBLE: '此处无法理解',
  KEY_OVER_1024_CHARS: '键过长',
  MISSING_CHAR: '缺少引号、括号、冒号、逗号或空格',
  MULTILINE_IMPLICIT_KEY: '键必须写在一行之内，后接冒号',
  MULTIPLE_ANCHORS: '一个值只能有一个锚点',
  MULTIPLE_DOCS: '一个文件只能有一个文档',
  MULTIPLE_TAGS: '一个值只能有一个标签',
  NON_STRING_KEY: '键必须是文字',
  RESOURCE_EXHAUSTION: '嵌套过深',
  TAB_AS_INDENT: '不能用制表符缩进；请改用空格',
  TAG_RESOLVE_FAILED: '不认识的标签',
  UNEXPECTED_TOKEN: '此处有多余或放错位置的字符',
  BAD_COLLECTION_TYPE: '标签与值的种类不符',
}
