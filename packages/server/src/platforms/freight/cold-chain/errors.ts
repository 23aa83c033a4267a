import { defineErrors } from '../../../kit/errors.ts';

export const coldErrors = defineErrors('cold_chain', {
  unknown: { status: 404, zh: '没有编号为 {id} 的冷链货物', en: 'There is no consignment {id}' },
  unknown_warehouse: {
    status: 422,
    zh: '没有集中监管仓“{code}”，请从清单中选择',
    en: 'There is no supervised warehouse {code}; choose one of the list',
  },
  unknown_place: { status: 404, zh: '没有集中监管仓“{code}”', en: 'There is no supervised warehouse {code}' },
  unknown_warning: { status: 404, zh: '没有编号为 {id} 的预警', en: 'There is no warning {id}' },
  unknown_certificate: { status: 404, zh: '没有出库证明 {id}', en: 'There is no certificate {id}' },
  unknown_recall: { status: 404, zh: '没有编号为 {id} 的召回', en: 'There is no recall {id}' },
  unknown_notice: { status: 404, zh: '没有发给您的召回通知 {id}', en: 'There is no notice {id} for you' },
  unknown_lot: {
    status: 422,
    zh: '追溯库中没有批次“{lot}”，请核对批号后再试；召回未发起',
    en: 'No movement names the lot {lot}; check its number. No recall was begun',
  },
  changed: {
    status: 409,
    zh: '{id} 刚被更改（现为第 {now} 版，您看到的是第 {seen} 版），没有保存，请刷新后再操作',
    en: '{id} was changed just now (version {now}, you saw {seen}); nothing was saved, look again first',
  },
  state: {
    status: 409,
    zh: '{id} 现为“{state}”，不能这样处理',
    en: '{id} is {state}; that cannot be done now',
  },
  not_your_firm: {
    status: 403,
    zh: '您不能代企业“{firm}”申报，请用该企业的账号',
    en: 'You cannot act for the firm {firm}; use an account of it',
  },
  firm: {
    status: 422,
    zh: '企业“{firm}”不能申报：{reason}',
    en: 'The firm {firm} may not declare: {reason}',
  },
  truck: {
    status: 422,
    zh: '车辆 {truck} 不能承运：{reason}',
    en: 'The truck {truck} may not carry it: {reason}',
  },
  slot_past: {
    status: 422,
    zh: '预约时段已经过去，请另选时段',
    en: 'This slot is over; choose a later one',
  },
  slot_full: {
    status: 409,
    zh: '{warehouse} 该时段 {most} 车已约满，请另选时段；最近有余量的时段：{next}',
    en: 'All {most} places of this slot at {warehouse} are taken; the next with room: {next}',
  },
  form_declared: {
    status: 409,
    zh: '报关单 {form} 已经申报（{id}），同一报关单不能重复申报',
    en: 'The customs form {form} was declared already ({id}); it cannot be declared twice',
  },
  device_in_use: {
    status: 409,
    zh: '车辆或设备 {device} 正在运送另一票货物，请先办结那一票',
    en: 'The truck or device {device} is under way with other goods; finish those first',
  },
  same_lot: {
    status: 422,
    zh: '批号 {lot} 重复，请合并为一行',
    en: 'The lot {lot} stands twice; put it into one line',
  },
  test_time: {
    status: 422,
    zh: '采样时间须在入仓之后、现在之前',
    en: 'The sample must have been taken after the goods came and before now',
  },
  open_warnings: {
    status: 409,
    zh: '还有 {n} 个预警没有处置，处置后才能签发出库证明',
    en: '{n} warnings are open; close them with their cause before the certificate is issued',
  },
  recalled: {
    status: 409,
    zh: '批次 {lot} 正在召回（{recall}），不能放行',
    en: 'The lot {lot} is being recalled ({recall}); it cannot be released',
  },
  warning_closed: { status: 409, zh: '预警 {id} 已经销号', en: 'The warning {id} is closed already' },
  certificate_revoked: {
    status: 409,
    zh: '出库证明 {id} 已经撤销',
    en: 'The certificate {id} is revoked already',
  },
  rule_changed: {
    status: 409,
    zh: '这条温控规则刚有新版本，请刷新后再改',
    en: 'This rule has a newer version; reload and change that one',
  },
  rule: {
    status: 422,
    zh: '温控规则不能用：{faults}',
    en: 'The rule cannot be used: {faults}',
  },
  movement: {
    status: 422,
    zh: '第 {line} 条流转有误：{fault}；全部未保存，请改正后重报',
    en: 'Movement {line} is wrong: {fault}; none was saved, correct it and send all again',
  },
  not_your_movement: {
    status: 403,
    zh: '第 {line} 条流转与您的企业无关，只能登记本企业发出或收到的货物；全部未保存',
    en: 'Movement {line} is none of your firm; only what it sends or gets may be entered. None was saved',
  },
  recall_going: {
    status: 409,
    zh: '批次 {lot} 已在召回（{id}），请在该召回中处理',
    en: 'The lot {lot} is being recalled already ({id}); go on there',
  },
  recall_over: { status: 409, zh: '召回 {id} 已经结束', en: 'The recall {id} is over' },
  recall_unanswered: {
    status: 409,
    zh: '还有 {n} 个持有方没有答复，不能结束召回',
    en: '{n} holders have not answered; the recall cannot end yet',
  },
  epcis: {
    status: 422,
    zh: 'EPCIS 文档不合标准，共 {n} 处，第一处在 {path}（{code}），应为：{expected}；没有保存任何事件',
    en: 'The document breaks EPCIS 2.0 in {n} places, first at {path} ({code}), where there should be: {expected}. No event was saved',
  },
});
