import { defineErrors } from '../../../kit/errors.ts';

export const situationsErrors = defineErrors('situations', {
  unknown: { status: 404, zh: '没有编号为 {id} 的事件', en: 'There is no situation {id}' },
  changed: {
    status: 409,
    zh: '事件 {id} 刚被他人更改（现为第 {now} 版，您看到的是第 {seen} 版），没有保存，请看过最新情况再操作',
    en: 'Situation {id} was changed by somebody else just now (version {now}, you saw {seen}); nothing was saved, look again first',
  },
  taken: {
    status: 409,
    zh: '事件 {id} 刚由 {owner} 接手，您的接手没有生效',
    en: 'Situation {id} was taken over by {owner} just now; yours had no effect',
  },
  merged: {
    status: 409,
    zh: '事件 {id} 已并入事件 {into}，请在那里操作',
    en: 'Situation {id} was merged into {into}; work there',
  },
  no_such_move: {
    status: 409,
    zh: '“{from}”的事件不能直接变为“{to}”',
    en: 'A situation that is {from} cannot become {to}',
  },
  reason_needed: {
    status: 422,
    zh: '排除或重新打开事件须写明原因（至少 2 个字）',
    en: 'Dismissing a situation or opening it again needs a reason of at least 2 letters',
  },
  unknown_rule: {
    status: 404,
    zh: '没有代码为“{code}”的时限规则，请从列表中选择',
    en: 'There is no rule “{code}”; choose one of the list',
  },
  rule_changed: {
    status: 409,
    zh: '这条时限规则刚有新版本，请刷新后再改',
    en: 'This rule has a newer version; reload and change that one',
  },
  rule_past: {
    status: 422,
    zh: '生效日期须为 {day} 或以后的日期：已经起算的时限不改规则',
    en: 'It must begin on {day} or later: clocks that run keep their rule',
  },
  rule_days: {
    status: 422,
    zh: '以工作日计的时限须为 1 至 {most} 的整数',
    en: 'Working days must be whole, from 1 to {most}',
  },
  rule_soon: {
    status: 422,
    zh: '提醒提前量不能超过时限本身',
    en: 'It cannot be due soon for longer than it has',
  },
  merge_itself: { status: 422, zh: '事件不能并入自己', en: 'A situation cannot be merged into itself' },
  merge_later: {
    status: 409,
    zh: '事件 {other} 接报更早，请把本事件并入它，时限才不会丢失',
    en: 'Situation {other} was received earlier; merge this one into it, so that no time of its clocks is lost',
  },
  merge_header: {
    status: 409,
    zh: '演练事件不能与真实事件合并',
    en: 'A drill cannot be merged with something real',
  },
  not_merged: {
    status: 409,
    zh: '事件 {other} 没有并入事件 {id}',
    en: 'Situation {other} was not merged into {id}',
  },
  unknown_proposal: {
    status: 404,
    zh: '没有这条合并建议，或已有人处理',
    en: 'There is no such proposal, or somebody decided on it',
  },
  unknown_handler: {
    status: 422,
    zh: '{to} 没有处置事件的权限，不能移交给他',
    en: '{to} may not handle situations; hand it to somebody who may',
  },
  lanes: {
    status: 422,
    zh: '车道状态应有 {expected} 位（左路肩、{lanes} 条车道、右路肩），收到 {got} 位',
    en: 'Lanes must have {expected} characters (left shoulder, {lanes} lanes, right shoulder), not {got}',
  },
  validity: {
    status: 422,
    zh: '结束时间须晚于开始时间',
    en: 'The end must be after the beginning',
  },
  future: {
    status: 422,
    zh: '发现时间不能晚于现在，也不能早于 7 天前',
    en: 'When it was seen must be neither in the future nor more than 7 days ago',
  },
  unknown_link: {
    status: 422,
    zh: '路网中没有路段 {link}，请在地图上重新选择',
    en: 'The network has no link {link}; choose it on the map again',
  },
  nothing_changed: { status: 422, zh: '没有要更正的内容', en: 'There is nothing to correct' },
  not_over: {
    status: 409,
    zh: '事件尚未解除，不能报送终报',
    en: 'The situation is not cleared; its final report comes after that',
  },
  no_level: {
    status: 409,
    zh: '事件尚未定级，请先定级再报送',
    en: 'The situation has no event level; set one before reporting upwards',
  },
  unknown_clock: { status: 404, zh: '事件没有时限“{code}”', en: 'The situation has no clock “{code}”' },
  unknown_attachment: { status: 404, zh: '没有这个附件', en: 'There is no such attachment' },
  too_many_attachments: {
    status: 409,
    zh: '一起事件最多 {most} 个附件',
    en: 'A situation holds {most} attachments at most',
  },
  no_caller: { status: 404, zh: '这条接报没有报警人信息', en: 'Nobody called in this report' },
});
