import { defineErrors } from '../../../kit/errors.ts';

export const visitsErrors = defineErrors('visits', {
  unknown: { status: 404, zh: '没有编号为 {id} 的回访', en: 'There is no visit {id}' },
  unknown_draw: { status: 404, zh: '没有编号为 {id} 的抽样', en: 'There is no draw {id}' },
  unknown_rectification: { status: 404, zh: '没有编号为 {id} 的整改', en: 'There is no rectification {id}' },
  span: {
    status: 422,
    zh: '抽样的时段须由已过去的整日组成，最长 {most} 天：名单固定后不能再增减',
    en: 'A draw takes whole days that are over, {most} at most: its list cannot grow once it is fixed',
  },
  drawn_before: {
    status: 409,
    zh: '{from} 至 {to} 已经抽过样（抽样 {id}）；同一天只抽一次，不能重抽',
    en: 'Days of it were drawn from before ({from} to {to}, draw {id}); a day is drawn from once',
  },
  nothing_closed: {
    status: 422,
    zh: '这段时间没有办结的工单，无从抽样',
    en: 'No case was closed in these days; there is nothing to draw from',
  },
  revealed: { status: 409, zh: '抽样 {id} 的种子已经揭示', en: 'The seed of draw {id} is revealed already' },
  changed: {
    status: 409,
    zh: '回访 {id} 刚被更改（现为第 {now} 版，您看到的是第 {seen} 版），没有保存，请刷新后再操作',
    en: 'Visit {id} was changed just now (version {now}, you saw {seen}); nothing was saved, look again first',
  },
  not_yours: {
    status: 409,
    zh: '回访 {id} 不在您手上，请先领取，以免两人打给同一位市民',
    en: 'Visit {id} is not yours; take it first, so that no two call the same person',
  },
  over: {
    status: 409,
    zh: '回访 {id} 已经结束（{state}），不能再记录',
    en: 'Visit {id} is over ({state}); nothing can be added',
  },
  not_asked: {
    status: 422,
    zh: '执法类工单不追求满意度，请不要询问也不要记录满意度',
    en: 'Satisfaction is not asked of enforcement; leave it out',
  },
  nobody_to_tell: {
    status: 422,
    zh: '诉求人没有留下可以发送链接的号码或邮箱，请用电话回访',
    en: 'There is no number or address to send a link to; call instead',
  },
  token: {
    status: 404,
    zh: '回访链接无效、已经用过或已过期；如仍需反映，请拨打 12328',
    en: 'This link is not valid, was used already, or has expired; call 12328 if you still need us',
  },
  rectification_changed: {
    status: 409,
    zh: '整改 {id} 刚被更改，没有保存，请刷新后再操作',
    en: 'Rectification {id} was changed just now; nothing was saved, look again first',
  },
  rectification_state: {
    status: 409,
    zh: '整改 {id} 现为“{state}”，不能这样处理',
    en: 'Rectification {id} is {state}; that cannot be done now',
  },
  unknown_rule: { status: 404, zh: '没有规则“{key}”', en: 'There is no rule “{key}”' },
  rule_kind: { status: 422, zh: '规则“{key}”的内容与其种类不符', en: 'The rule “{key}” is of another kind' },
  rule_changed: {
    status: 409,
    zh: '这条规则刚有新版本，请刷新后再改',
    en: 'This rule has a newer version; reload and change that one',
  },
  rule_past: {
    status: 422,
    zh: '生效日期须为 {day} 或以后：抽过的样不改规则',
    en: 'It must begin on {day} or later: draws that were made keep their rule',
  },
});
