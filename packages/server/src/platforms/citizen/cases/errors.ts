import { defineErrors } from '../../../kit/errors.ts';

export const casesErrors = defineErrors('cases', {
  unknown: { status: 404, zh: '没有编号为 {id} 的工单', en: 'There is no case {id}' },
  changed: {
    status: 409,
    zh: '工单 {number} 刚被他人更改（现为第 {now} 版，您看到的是第 {seen} 版），没有保存，请看过最新情况再操作',
    en: 'Case {number} was changed by somebody else just now (version {now}, you saw {seen}); nothing was saved, look again first',
  },
  merged: {
    status: 409,
    zh: '工单 {number} 已并入工单 {into}，请在那里操作',
    en: 'Case {number} was merged into {into}; work there',
  },
  no_such_act: {
    status: 409,
    zh: '“{state}”的工单不能{act}',
    en: 'A case that is {state} cannot be {act}',
  },
  unknown_category: {
    status: 422,
    zh: '没有在用的分类“{code}”，请从列表中选择',
    en: 'No category “{code}” is in use; choose one of the list',
  },
  unknown_unit: {
    status: 422,
    zh: '没有代码为“{unit}”的单位，请从列表中选择',
    en: 'There is no unit “{unit}”; choose one of the list',
  },
  unit_without_people: {
    status: 409,
    zh: '“{unit}”没有可承办的人员，工单转去将无人处理；请先由管理员为该单位授予“承办人”角色，或转给其他单位',
    en: 'Nobody at “{unit}” may handle cases, so that it would reach nobody; have somebody there made a case handler first, or choose another unit',
  },
  same_unit: {
    status: 409,
    zh: '工单已在“{unit}”承办，无需再转',
    en: 'The case is at “{unit}” already',
  },
  accepted_already: { status: 409, zh: '已经签收', en: 'It was accepted already' },
  return_late: {
    status: 409,
    zh: '退单须在转办后规定时限内提出（截至 {due}），现已超过；如确非本单位职责，请联系热线督办',
    en: 'A case can be returned until {due} only; if it really is not yours, speak to the hotline supervisor',
  },
  request_open: {
    status: 409,
    zh: '同类申请正在等待裁定，请勿重复提交',
    en: 'A request of this kind waits for a ruling already',
  },
  no_request: {
    status: 404,
    zh: '没有这条申请，或已有人裁定',
    en: 'There is no such request, or it was ruled on',
  },
  extension_length: {
    status: 422,
    zh: '申请延期须写明延长多少',
    en: 'Say by how much it is to be extended',
  },
  unknown_clock: {
    status: 404,
    zh: '这张工单没有名为“{code}”的计时',
    en: 'The case has no clock “{code}”',
  },
  outside_clock: {
    status: 409,
    zh: '{code} 的时限由对方平台规定，请在对方平台申请',
    en: 'The time limit of {code} is set by that hotline; ask there',
  },
  not_paused: { status: 409, zh: '工单没有暂停计时', en: 'No clock of the case is paused' },
  merge_itself: { status: 422, zh: '工单不能并入自己', en: 'A case cannot be merged into itself' },
  merge_later: {
    status: 409,
    zh: '工单 {other} 受理更早，请把本工单并入它，时限才不会丢失',
    en: 'Case {other} was received earlier; merge this one into it, so that no time of its clocks is lost',
  },
  merge_over: {
    status: 409,
    zh: '工单 {number} 已不在办理中，不能合并；如仍有诉求请重新打开',
    en: 'Case {number} is not open any more and cannot be merged; open it again first',
  },
  merge_secret: {
    status: 409,
    zh: '要求保密的工单只能与同一单位承办或尚未转办的工单合并',
    en: 'A case with secrecy can be merged only with one of the same unit, or one that is not dispatched',
  },
  not_merged: {
    status: 409,
    zh: '工单 {other} 没有并入工单 {number}',
    en: 'Case {other} was not merged into {number}',
  },
  reopen_late: {
    status: 409,
    zh: '办结已超过 {days} 天，不能再由诉求人重新打开；请重新提出诉求，我们会与原工单一并处理',
    en: 'It was closed more than {days} days ago and cannot be opened again by the asker; please ask again, it will be seen with the former case',
  },
  nothing_changed: { status: 422, zh: '没有改动', en: 'Nothing was changed' },
  received_late: {
    status: 422,
    zh: '来件时间不能晚于现在，也不能早于 {days} 天前，请核对',
    en: 'It cannot have come in later than now, nor more than {days} days ago',
  },
  secret_reveal: {
    status: 403,
    zh: '诉求人要求保密，仅热线可以查看',
    en: 'The asker wishes to stay unknown; only the hotline may see who it is',
  },
  no_asker: { status: 404, zh: '没有登记诉求人', en: 'Nobody is on record as asking' },
  too_many_attachments: {
    status: 409,
    zh: '一张工单最多 {most} 个附件',
    en: 'A case holds {most} attachments at most',
  },
  unknown_attachment: { status: 404, zh: '没有这个附件', en: 'There is no such attachment' },
  no_place: {
    status: 422,
    zh: '工单没有地图位置，不能转为事件接报；请先在要素中标出位置',
    en: 'The case has no place on the map, so that no situation can be made of it; set its place first',
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
  category_exists: {
    status: 409,
    zh: '分类代码“{code}”已用过，代码不能重复使用，请换一个',
    en: 'The code “{code}” was used before; a code is used once, choose another',
  },
  category_past: {
    status: 422,
    zh: '生效日期须为 {day} 或以后的日期：以前的工单保持原分类',
    en: 'It must begin on {day} or later: earlier cases stay as they were filed',
  },
  category_replaced: {
    status: 409,
    zh: '“{codes}”中有分类已被其他分类取代，没有保存，请刷新后再改',
    en: 'Another category took the place of one of {codes} already; nothing was saved, look again first',
  },
  category_shape: {
    status: 422,
    zh: '合并须多个旧分类对一个新分类，拆分须一个旧分类对多个新分类',
    en: 'Several merge into one, or one is split into several',
  },
  unknown_cluster: { status: 404, zh: '没有编号为 {id} 的同一诉求', en: 'There is no cluster {id}' },
  cluster_changed: {
    status: 409,
    zh: '这组同一诉求刚被他人更改，请看过最新情况再操作',
    en: 'The cluster was changed by somebody else just now; look again first',
  },
  cluster_state: {
    status: 409,
    zh: '这组同一诉求{state}，不能这样操作',
    en: 'The cluster is {state}; this is not possible',
  },
  cluster_members: {
    status: 422,
    zh: '同一诉求至少须有两张工单，且都在这组之中',
    en: 'At least two cases, all of this cluster, must belong to it',
  },
});
