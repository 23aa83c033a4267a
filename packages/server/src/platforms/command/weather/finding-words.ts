import type { Bilingual } from '@opentocc/contract';

/** What the findings of CAP and of the national form mean, by their codes. */
export const CAP_FINDINGS: Readonly<Record<string, Bilingual>> = {
  not_well_formed: { zh: '不是良构 XML', en: 'not well-formed XML' },
  cut_off: { zh: '文件不完整，以下元素未结束', en: 'the file is cut off; these elements stand open' },
  doctype: { zh: '含有 DOCTYPE，出于安全不读取', en: 'it holds a DOCTYPE and is not read, for safety' },
  too_large: { zh: '超出可读取的规模', en: 'it is larger than what is read' },
  unknown_encoding: { zh: '未知的字符编码，按 UTF-8 读取', en: 'an unknown encoding, read as UTF-8' },
  no_alert: { zh: '没有预警信息', en: 'it holds no alert' },
  namespace: { zh: '命名空间不是 CAP 1.2', en: 'the namespace is not that of CAP 1.2' },
  no_references: {
    zh: '更新或解除未引用原预警',
    en: 'an update or a cancel that refers to no alert',
  },
  missing: { zh: '缺少必填项', en: 'a required element is missing' },
  empty: { zh: '内容为空', en: 'an empty element' },
  twice: { zh: '只应出现一次', en: 'it may stand once' },
  unknown_word: { zh: '不是规定的取值', en: 'no word of the standard' },
  bad_time: { zh: '时间无法识别', en: 'no time' },
  loose_time: {
    zh: '时间格式不合规（须带时区偏移，不用 Z）',
    en: 'a time in another form (an offset, never Z)',
  },
  loose_reference: { zh: '引用格式不合规', en: 'a reference in another form' },
  bad_polygon: { zh: '多边形无法识别', en: 'no polygon' },
  loose_polygon: { zh: '多边形含多余字符', en: 'a polygon with what does not belong there' },
  open_polygon: { zh: '多边形未闭合', en: 'a polygon that is not closed' },
  no_identifier: { zh: '没有预警编号', en: 'it has no identifier' },
  self_reference: { zh: '引用了自身', en: 'it refers to itself' },
  unknown_level: { zh: '预警级别无法识别', en: 'an unknown level' },
  unknown_type: { zh: '发布类型无法识别', en: 'an unknown type' },
  not_json: { zh: '不是 JSON', en: 'it is no JSON' },
  bad_circle: { zh: '圆形无法识别', en: 'no circle' },
};

/** A finding in words, with where or what it is. */
export function findingText(code: string, at = ''): Bilingual {
  const { zh, en } = CAP_FINDINGS[code] ?? { zh: code, en: code };
  return at === '' ? { zh, en } : { zh: `${zh}（${at}）`, en: `${en} (${at})` };
}
