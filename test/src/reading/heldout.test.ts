import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { nothing, readFixture, type Truth, told } from './heldout.ts'

/*
 * Pages in the manner of systems on which no rule was made, of invented agencies. They are kept apart to check that the
 * rules are general: a page is added here with its truth first, and read afterwards.
 */
const folder = resolve(import.meta.dirname, '../../fixtures/pages')

const truth: Readonly<Record<string, Partial<Truth>>> = {
  // An index table printed twice, for wide and for narrow screens; a slot of views that says 0.
  longxun: {
    title: '临泽市粮食和物资储备局2022年政府信息公开年度报告',
    publisher: '市粮食和物资储备局',
    date: '2023-01-18T16:42+08:00',
    indexNumber: 'JQ310/202301-00017',
    reportYear: 2022,
  },
  // 【浏览字号：大 中 小】 is no 浏览, 本网 is nobody, the text counts views of its own; the signature names the agency.
  nfcms: {
    title: '云陂市自然资源局2019年度政府信息公开工作报告',
    publisher: '云陂市自然资源局',
    date: '2020-01-20T17:35:12+08:00',
    reportYear: 2019,
  },
  // PubDate is the time of generation.
  ucap: {
    title: '渡口区民政局2018年政府信息公开工作年度报告',
    publisher: '区民政局',
    date: '2019-02-27T09:15+08:00',
    reportYear: 2018,
  },
  // 来源 is blank and followed by 作者; the count of clicks comes by script.
  vsb: { title: '北陵师范学院2020-2021学年信息公开工作报告', date: '2021-11-08' },
  easysite: {
    title: '棠溪县交通运输局2016年政府信息公开工作年度报告',
    publisher: '县交通运输局',
    date: '2017-03-14',
    reportYear: 2016,
  },
  // 信息时间 is the day of publication, 发文日期 that of the document, Maketime and PubDate that of the last generation.
  epoint: {
    title: '沙洲市城市管理局2021年政府信息公开工作年度报告',
    publisher: '沙洲市城市管理局',
    date: '2022-01-21',
    indexNumber: '014211/2022-00031',
    documentNumber: '沙城管〔2022〕3号',
    reportYear: 2021,
  },
  // The labels of the index table stand in one row, their values in the next.
  'header-row': {
    title: '河阴县水务局2012年政府信息公开工作年度报告',
    publisher: '河阴县水务局',
    date: '2013-03-11',
    indexNumber: 'H0700-0202-2013-0004',
    reportYear: 2012,
  },
  // Counts and dates of other articles stand in title attributes.
  powereasy: { title: '青石县档案局2010年政府信息公开年度报告', date: '2011-03-09', reportYear: 2010 },
  ecms: { title: '凤鸣镇2017年政府信息公开工作年度报告', publisher: '镇党政办', date: '2018-02-06', reportYear: 2017 },
  // The strip stands inside the heading; the text tells the views of an account.
  phpcms: {
    title: '镜湖新区管理委员会2014年度政府信息公开工作报告',
    publisher: '新区办公室',
    date: '2015-03-26T15:30:08+08:00',
    reportYear: 2014,
  },
  'dedecms-gbk': {
    title: '龙潭区卫生局2013年政府信息公开工作年度报告',
    publisher: '区卫生局办公室',
    date: '2014-03-28T11:05+08:00',
    reportYear: 2013,
  },
  // Nothing but scripts.
  spa: {},
  // Digits, dates and names are split over inline elements.
  'word-paste': {
    title: '平冈区司法局2014年度政府信息公开工作报告',
    publisher: '区司法局',
    date: '2015-02-10',
    reportYear: 2014,
  },
  'stray-html': {
    title: '梅坞街道办事处2015年政府信息公开年度报告',
    publisher: '梅坞街道办事处',
    date: '2016-03-02',
    views: 86,
    reportYear: 2015,
  },
  'title-tags': {
    title: '青阳县教育局2019年政府信息公开工作年度报告',
    publisher: '青阳县教育局',
    date: '2020-01-16',
    reportYear: 2019,
  },
  english: {
    title: 'Xinhe Boosts Cross-Border E-Commerce',
    publisher: 'Xinhe Daily',
    date: '2024-05-11T09:20+08:00',
  },
  // A list: its dates and agencies are those of its rows.
  list: {},
  // 访问时间 and 来源 are those of the visitor.
  error: {},
  // Tables for layout, a head that names the site, a count that is printed.
  'asp-frame': {
    title: '白沙县人口和计划生育局2011年度政府信息公开工作总结',
    date: '2012-01-12T10:02:00+08:00',
    views: 417,
    reportYear: 2011,
  },
  // The text is two pictures; Maketime is PubDate half a minute later; the count is what the template prints.
  scanned: {
    title: '秋浦市住房公积金管理中心2022年政府信息公开年度报告',
    publisher: '秋浦市住房公积金管理中心',
    date: '2023-01-13T17:20+08:00',
    reportYear: 2022,
  },
  // 成文日期 stands before 发布日期; a number in the text is another document's.
  letters: {
    title: '关于印发《河阳市2023年政务公开工作要点》的通知',
    publisher: '河阳市人民政府办公室',
    date: '2023-04-25',
    indexNumber: '000014348/2023-00077',
    documentNumber: '河政办发〔2023〕19号',
  },
  // Counts of likes; reporter, editor and reviewer behind the source; neighbours with counts.
  'photo-news': { title: '图说：古城夜市开街啦！', publisher: '安渡日报', date: '2024-09-29' },
  // A theme of blogs: the views stand without a label, comments have dates.
  'blog-theme': {
    title: '柳亭乡人民政府2018年政府信息公开工作年度报告',
    publisher: '党政办',
    date: '2019-03-05',
    views: 1024,
    reportYear: 2018,
  },
  // The index is a list of terms, without colons.
  'dl-index': {
    title: '双桥市医疗保障局2020年政府信息公开工作年度报告',
    publisher: '双桥市医疗保障局',
    date: '2021-01-27',
    indexNumber: 'SQ-YB-2021-0006',
    reportYear: 2020,
  },
  // The parts of the strip stand without a blank between them; a list of the most read has counts.
  'joined-strip': {
    title: '西塘县统计局2019年政府信息公开工作年度报告',
    publisher: '县统计局',
    date: '2020-03-02',
    views: 231,
    reportYear: 2019,
  },
  // The date stands without a label before the source.
  bars: {
    title: '市卫生健康委员会2019年度政府信息公开工作报告',
    publisher: '长浦市卫生健康委员会办公室',
    date: '2020-03-30',
    views: 1204,
    reportYear: 2019,
  },
  // The dates under the title are those of an event.
  notice: { title: '关于举办家庭教育讲座的通知' },
  // Updated, published and generated.
  'three-dates': {
    title: '云麓区应急管理局2021年政府信息公开工作年度报告',
    publisher: '云麓区应急管理局',
    date: '2022-01-30T10:00+08:00',
    reportYear: 2021,
  },
}

/** What a page states in a way that no rule reads: null beats wrong, and the score is not made to look better. */
const unread: Readonly<Record<string, Partial<Truth>>> = { 'blog-theme': { publisher: null, views: null } }

test.each(Object.keys(truth))('%s: what the page states and nothing else', (name) => {
  expect(told(readFixture(folder, name))).toEqual({ ...nothing, ...truth[name], ...unread[name] })
})

test('every page of the folder has its truth', () => {
  const files = readdirSync(folder).map((file) => file.replace(/\.html$/, ''))
  expect(files.sort()).toEqual(Object.keys(truth).sort())
})
