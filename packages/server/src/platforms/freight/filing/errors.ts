import { defineErrors } from '../../../kit/errors.ts';

export const filingErrors = defineErrors('filing', {
  unknown: { status: 404, zh: '没有编号为 {id} 的备案', en: 'There is no entry {id} on file' },
  unknown_firm: {
    status: 404,
    zh: '没有代码为“{firm}”的企业，请先由管理员在组织架构中建立该企业',
    en: 'There is no firm “{firm}”; an administrator makes its unit first',
  },
  not_a_firm: {
    status: 422,
    zh: '“{firm}”不是企业，只有企业可以申报备案',
    en: '“{firm}” is not a firm; only firms file',
  },
  not_yours: {
    status: 403,
    zh: '不能为“{firm}”申报，请以该企业的账号操作',
    en: 'You cannot file for “{firm}”; an account of that firm does',
  },
  city_only: {
    status: 422,
    zh: '不属于任何企业的只能是点位或指定路线',
    en: 'What belongs to no firm is a place or a designated route',
  },
  firm_filed: {
    status: 409,
    zh: '企业“{firm}”已有备案（{state}），请在原备案上修改',
    en: 'The firm “{firm}” is on file already ({state}); change that entry',
  },
  changed: {
    status: 409,
    zh: '备案 {id} 刚被更改（现为第 {now} 版，您看到的是第 {seen} 版），没有保存，请刷新后再操作',
    en: 'Entry {id} was changed just now (version {now}, you saw {seen}); nothing was saved, look again first',
  },
  state: {
    status: 409,
    zh: '备案 {id} 现为“{state}”，不能{act}',
    en: 'Entry {id} is {state}; it cannot be {act} now',
  },
  faults: {
    status: 422,
    zh: '不能提交：{faults}',
    en: 'It cannot be handed in: {faults}',
  },
  faults_now: {
    status: 409,
    zh: '不能通过：{faults}。可退回并说明原因',
    en: 'It cannot be approved: {faults}. Send it back and say why',
  },
  held: {
    status: 409,
    zh: '另一条备案刚刚占用了同一车牌、终端或驾驶员，请刷新后再核对',
    en: 'Another entry took the same plate, terminal or driver just now; look again first',
  },
  kind: { status: 422, zh: '备案的类别不能更改', en: 'The kind of an entry cannot be changed' },
  person_missing: {
    status: 422,
    zh: '请填写姓名、电话和证号',
    en: 'Fill in name, phone and number of the licence',
  },
  reason: { status: 422, zh: '退回须写明原因', en: 'Say why it is sent back' },
  until: {
    status: 422,
    zh: '暂停的截止时间须晚于现在',
    en: 'A suspension ends later than now',
  },
  port: {
    status: 409,
    zh: '口岸由平台设立，不能更改',
    en: 'Ports belong to the platform and are not changed here',
  },
  no_sanction: {
    status: 409,
    zh: '备案 {id} 没有被暂停或移出，无需申诉',
    en: 'Entry {id} is neither suspended nor removed; there is nothing to appeal against',
  },
  own_removal: {
    status: 409,
    zh: '备案 {id} 由企业自行撤销，请重新申报',
    en: 'Entry {id} was taken off by the firm itself; file it again',
  },
  appeal_open: { status: 409, zh: '申诉正在等待裁定', en: 'An appeal waits for its decision already' },
  appeal_late: {
    status: 409,
    zh: '申诉须在 {days} 天内提出（截至 {day}），现已超过',
    en: 'An appeal is made within {days} days (until {day}); that is over',
  },
  no_appeal: { status: 404, zh: '没有等待裁定的申诉', en: 'No appeal waits for a decision' },
  appeal_self: {
    status: 403,
    zh: '作出处理的人不能裁定对它的申诉，请由他人裁定',
    en: 'Who sanctioned it does not decide the appeal against it; somebody else does',
  },
  own_filing: {
    status: 403,
    zh: '备案 {id} 由您本人申报或修改，不能自行通过，请由他人核对',
    en: 'You filed or changed entry {id} yourself; somebody else approves it',
  },
  no_person: { status: 404, zh: '备案 {id} 没有个人信息', en: 'Entry {id} has no personal data' },
  list_empty: {
    status: 422,
    zh: '文件中没有数据，请下载模板并从第 2 行填写',
    en: 'The file has no rows; download the template and fill it in from row 2',
  },
  list_columns: {
    status: 422,
    zh: '缺少列：{missing}。请使用模板的表头',
    en: 'Columns are missing: {missing}. Use the headings of the template',
  },
  list_too_long: {
    status: 422,
    zh: '一次最多导入 {limit} 行，请分成几个文件',
    en: 'A file has {limit} rows at most; split it',
  },
  photo_kind: {
    status: 422,
    zh: '请选择照片（JPEG、PNG、WebP）',
    en: 'Choose a photograph (JPEG, PNG, WebP)',
  },
  too_many_photos: {
    status: 409,
    zh: '一条备案最多 {most} 张照片',
    en: 'An entry has {most} photographs at most',
  },
  unknown_photo: { status: 404, zh: '没有这张照片', en: 'There is no such photograph' },
});
