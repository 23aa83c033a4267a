import type { Bilingual, FilingFinding } from '@opentocc/contract';
import { type Params, say } from '../../../../kit/i18n.ts';

/** What can be wrong with an entry, or worth knowing before it is approved, and what to do about it. */
const WORDS = {
  missing: { zh: '请填写{what}', en: 'Fill in the {what}' },
  plate: {
    zh: '“{plate}”不是内地号牌：如粤B12345、粤BD12345，跨境两地牌如粤Z1234港',
    en: '“{plate}” is no plate of the mainland: as 粤B12345 or 粤BD12345, with two plates as 粤Z1234港',
  },
  plate_abroad: {
    zh: '“{plate}”不是香港或澳门号牌：如 LV1234、MX-12-34',
    en: '“{plate}” is no plate of Hong Kong or Macao: as LV1234 or MX-12-34',
  },
  plate_pair: {
    zh: '粤Z 号牌的车辆须填写境外号牌',
    en: 'A truck with a plate of 粤Z carries a second one; fill that in too',
  },
  plate_pair_odd: {
    zh: '有境外号牌但内地号牌不是粤Z，请核对是否写错',
    en: 'It has a plate abroad, but its mainland plate is not one of 粤Z; see whether that is right',
  },
  terminal: {
    zh: '“{terminal}”不是终端号：5–20 位数字',
    en: '“{terminal}” is no terminal number: it has 5 to 20 digits',
  },
  no_document: { zh: '缺少{document}', en: 'The {document} is missing' },
  document_twice: { zh: '{document}填写了两次', en: 'The {document} stands there twice' },
  no_day: {
    zh: '{document}的到期日“{day}”不是日期',
    en: 'The {document} ends on “{day}”, which is no day',
  },
  ended: {
    zh: '{document}已于 {day} 到期，请先换证',
    en: 'The {document} ended on {day}; have it renewed first',
  },
  ends_soon: { zh: '{document}将于 {day} 到期', en: 'The {document} ends on {day}' },
  phone: { zh: '联系电话应为 7–20 位数字', en: 'A phone number has 7 to 20 digits' },
  person_name: { zh: '姓名须为 2–50 个字', en: 'A name has 2 to 50 letters' },
  licence: {
    zh: '驾驶证号应为 18 位身份证号，或 6–12 位字母数字（港澳）',
    en: 'A driving licence has 18 digits as an identity card, or 6 to 12 letters and digits (Hong Kong, Macao)',
  },
  licence_check: {
    zh: '驾驶证号校验位不对，请核对是否抄错',
    en: 'The last digit of the driving licence does not fit the others; see whether it was copied wrongly',
  },
  credit_code: {
    zh: '“{code}”不是统一社会信用代码（18 位），香港企业填 8 位商业登记号',
    en: '“{code}” is no unified social credit code (18 signs), nor a Hong Kong business registration (8 digits)',
  },
  no_area: { zh: '请在地图上画出点位范围', en: 'Draw the area of the place on the map' },
  holes: { zh: '范围不能有空洞，请只画外圈', en: 'The area has a hole; draw its outer line alone' },
  few_corners: { zh: '范围至少须有 3 个角点', en: 'An area has 3 corners at least' },
  self_crossing: {
    zh: '范围的边线自相交叉（第 {a} 边与第 {b} 边），请重画',
    en: 'The line of the area crosses itself (sides {a} and {b}); draw it again',
  },
  too_small: { zh: '范围只有 {m2} 平方米，少于 {least}', en: 'The area has {m2} m², fewer than {least}' },
  too_large: { zh: '范围有 {m2} 平方米，多于 {most}', en: 'The area has {m2} m², more than {most}' },
  outside_city: { zh: '范围不在本市', en: 'The area lies outside the city' },
  crosses_border: {
    zh: '范围越过市界或边界，请画在本市一侧',
    en: 'The area crosses the border of the city; draw it on this side',
  },
  overlaps: { zh: '与已备案的“{name}”（{id}）范围重叠', en: 'It overlaps “{name}” ({id}), which is on file' },
  port_filed: { zh: '口岸不须备案，已在名单中', en: 'Ports are not filed; they are on the list' },
  no_line: { zh: '路线至少须有 2 个点', en: 'A route has 2 points at least' },
  line_jump: {
    zh: '第 {i} 点与前一点相距 {km} 公里，请补画中间的点',
    en: 'Point {i} is {km} km from the one before; draw those between',
  },
  line_outside: { zh: '路线不经过本市', en: 'The route does not touch the city' },
  line_leaves: { zh: '路线有部分在市外', en: 'Some of the route lies outside the city' },
  held: {
    zh: '{what}“{value}”已由{holder}备案，一{unit}只能备案一次',
    en: 'The {what} “{value}” is on file already, by {holder}; it can be there once',
  },
  wanted: {
    zh: '{what}“{value}”另有一条待核对的备案（{holder}）',
    en: 'The {what} “{value}” was filed a second time and waits for its check ({holder})',
  },
  driver_elsewhere: {
    zh: '该驾驶员已在{holder}备案，须先由对方移出',
    en: 'This driver is on file with {holder}; they have to be removed there first',
  },
  was_removed: {
    zh: '曾被移出名单（{holder}）：{reason}',
    en: 'It was removed from the list before ({holder}): {reason}',
  },
  firm_not_approved: {
    zh: '所属企业尚未通过备案，先核对企业',
    en: 'Its firm is not approved yet; check that first',
  },
  firm_sanctioned: { zh: '所属企业已被暂停或移出', en: 'Its firm is suspended or removed' },
  terminal_unknown: {
    zh: '平台尚未收到终端“{terminal}”的登记',
    en: 'The terminal “{terminal}” is not registered with the platform yet',
  },
  no_photo: { zh: '没有照片', en: 'There is no photograph' },
} as const satisfies Record<string, Bilingual>;
export type FindingCode = keyof typeof WORDS;

/** Makes a finding. */
export function finding(
  level: FilingFinding['level'],
  code: FindingCode,
  field: string,
  params: Params = {},
): FilingFinding {
  const text = { zh: say(WORDS[code], 'zh', params), en: say(WORDS[code], 'en', params) };
  return { code, level, field, text };
}

export const fault = (code: FindingCode, field: string, params?: Params): FilingFinding =>
  finding('error', code, field, params);
export const note = (code: FindingCode, field: string, params?: Params): FilingFinding =>
  finding('note', code, field, params);
