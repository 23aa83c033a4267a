import { defineErrors } from '../../../kit/errors.ts';

export const dutyErrors = defineErrors('duty', {
  post_unknown: {
    status: 404,
    zh: '没有编号为 {id} 的岗位，可能已停用，请刷新页面',
    en: 'There is no post {id}; it may be retired, reload the page',
  },
  changed: {
    status: 409,
    zh: '值班表刚被别人改过，请刷新后按最新内容重新提交',
    en: 'Somebody else has just changed this; reload it and make your change on what stands now',
  },
  unit_unknown: { status: 422, zh: '没有机构 {unit}，请核对', en: 'There is no unit {unit}; check its code' },
  person_unknown: {
    status: 422,
    zh: '{person} 不能排到这个岗位：账号停用、没有值班权限或不属于该机构',
    en: '{person} cannot stand duty here: disabled, without the right to stand duty, or of another unit',
  },
  span: {
    status: 422,
    zh: '时间段无效：结束须晚于开始，且不超过 {days} 天',
    en: 'The span is not valid: its end must be after its begin and it may last {days} days at most',
  },
  uncomputed: {
    status: 409,
    zh: '{year} 年的放假调休安排尚未装入，从该年开始的工作日或休息日轮班不能推算；请在国务院办公厅发布通知后装入 {year} 年日历，或改排“每天”',
    en: 'The holidays of {year} are not loaded, so that a rotation by workdays or days off that begins in it cannot be computed; load {year} once its notice is published, or let it work every day',
  },
  past: {
    status: 422,
    zh: '不能改动已经过去的班次，请选择以后的时间',
    en: 'What is over cannot be changed; choose a later time',
  },
  on_leave: {
    status: 409,
    zh: '{person} 在这段时间请假，请换人或先撤销请假',
    en: '{person} is on leave then; choose somebody else or withdraw the leave first',
  },
  override_equal: {
    status: 409,
    zh: '同一时间已有一条相同时段的替班，请先删除那一条',
    en: 'There is an override of the very same span; remove it first',
  },
  outside: {
    status: 422,
    zh: '有班次不在临时排班的时间段内，请核对',
    en: 'A shift lies outside the span of its temporary schedule; check it',
  },
  entry_unknown: {
    status: 404,
    zh: '没有编号为 {id} 的排班条目，可能已被删除，请刷新页面',
    en: 'There is no entry {id}; it may be removed, reload the page',
  },
  entries_full: {
    status: 409,
    zh: '这个岗位的有效排班条目已达 {most} 条，请先清理过期条目',
    en: 'This post has {most} entries in force; remove some first',
  },
  leave_unknown: {
    status: 404,
    zh: '没有这条请假，请刷新页面',
    en: 'There is no such leave; reload the page',
  },
  swap_unknown: {
    status: 404,
    zh: '没有这条换班申请，请刷新页面',
    en: 'There is no such request; reload the page',
  },
  swap_not_yours: {
    status: 422,
    zh: '这段时间您不在该岗位值班，只能为自己的班次申请换班',
    en: 'You are not on duty at this post in all of this time; a swap is asked for one’s own duty',
  },
  swap_own: {
    status: 409,
    zh: '不能接下自己的换班申请，如不再需要请撤回',
    en: 'Nobody takes a request of their own; delete it if it is needed no more',
  },
  swap_not_open: {
    status: 409,
    zh: '这条换班申请已被接下、撤回或已过时间，请刷新页面',
    en: 'This request was taken or deleted, or its time has come; reload the page',
  },
  swap_outside: {
    status: 422,
    zh: '所选时段不在换班申请之内，请重新选择',
    en: 'The part lies outside the request; choose it again',
  },
  feed_unknown: {
    status: 404,
    zh: '日历订阅地址无效或已停用，请在值班表页面重新生成',
    en: 'This calendar address is not valid any more; make another on the roster page',
  },
  calendar_empty: {
    status: 422,
    zh: '日历在所选时间段内没有可用的班次，未作改动；请先检查报告中的问题',
    en: 'The calendar has no shift that can be used in this span, nothing was changed; look at what the report names',
  },
  log_unknown: {
    status: 404,
    zh: '没有编号为 {id} 的日志，请刷新',
    en: 'There is no log entry {id}; reload',
  },
  handover_unknown: {
    status: 404,
    zh: '没有编号为 {id} 的交接班记录，请刷新',
    en: 'There is no handover {id}; reload the page',
  },
  handover_open: {
    status: 409,
    zh: '这个岗位正在交接，请先完成或取消那一次',
    en: 'This post is being handed over already; finish or cancel that first',
  },
  handover_ended: {
    status: 409,
    zh: '这次交接已经结束，不能再改动',
    en: 'This handover has ended; nothing of it can be changed',
  },
  not_on_duty: {
    status: 409,
    zh: '此刻在岗的是 {names}，应由在岗人员发起交班',
    en: '{names} is on duty now and begins the handover',
  },
  same_person: { status: 422, zh: '不能交班给自己，请选择接班人', en: 'Choose somebody else to take over' },
  incoming_only: {
    status: 403,
    zh: '只有接班人 {name} 可以逐项接收或拒接',
    en: 'Only {name}, who takes over, accepts or refuses lines',
  },
  outgoing_only: {
    status: 403,
    zh: '只有交班人 {name} 可以补充或说明',
    en: 'Only {name}, who hands over, adds or answers lines',
  },
  line_unknown: {
    status: 404,
    zh: '交接单中没有这一项，请刷新',
    en: 'There is no such line; reload the page',
  },
  line_decided: {
    status: 409,
    zh: '这一项的状态已变为“{state}”，请刷新后再操作',
    en: 'This line is “{state}” by now; reload the page',
  },
  lines_open: {
    status: 409,
    zh: '还有 {waiting} 项未接收、{refused} 项被拒接，不能完成接班',
    en: '{waiting} lines wait and {refused} are refused; the shift cannot be taken over',
  },
  lines_full: {
    status: 409,
    zh: '手工补充的事项已达 {most} 项，请合并后再补充',
    en: 'There are {most} lines by hand already; merge some',
  },
  sources_silent: {
    status: 503,
    zh: '暂时读不到{what}的未结事项，不能完成接班，请稍后再试',
    en: 'What stands open in {what} cannot be read now, so that the shift cannot be taken over; try again shortly',
  },
  bulletin_unknown: {
    status: 404,
    zh: '没有编号为 {id} 的简报，请刷新',
    en: 'There is no bulletin {id}; reload the page',
  },
  bulletin_state: {
    status: 409,
    zh: '简报已是“{state}”状态，不能这样操作，请刷新',
    en: 'The bulletin is “{state}”; this cannot be done with it, reload the page',
  },
  own_edit: {
    status: 403,
    zh: '最后编辑者不能审批自己的简报，请由另一人审批',
    en: 'Who edited it last does not approve it; ask somebody else',
  },
  no_channel: {
    status: 409,
    zh: '消息模块未接入或没有收件人，简报不能发送；可打印或复制',
    en: 'There is no channel or nobody to send it to; print or copy it',
  },
});
