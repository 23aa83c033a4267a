import { defineErrors } from '../../../kit/errors.ts';

export const plansErrors = defineErrors('plans', {
  unknown: {
    status: 404,
    zh: '没有编号为 {id} 的预案，请刷新列表',
    en: 'There is no plan {id}; reload the list',
  },
  run_unknown: {
    status: 404,
    zh: '没有编号为 {id} 的预案执行，请刷新列表',
    en: 'There is no running plan {id}; reload the list',
  },
  task_unknown: {
    status: 404,
    zh: '没有编号为 {id} 的任务，请刷新列表',
    en: 'There is no task {id}; reload the list',
  },
  situation_unknown: {
    status: 422,
    zh: '没有编号为 {id} 的事件，请核对后再启动',
    en: 'There is no situation {id}; check its number and start again',
  },
  unit_unknown: {
    status: 404,
    zh: '没有代码为 {unit} 的机构，请在组织机构中核对',
    en: 'There is no unit {unit}; check the organisation',
  },
  changed: {
    status: 409,
    zh: '在您打开之后已有人改动，您的改动没有保存。请刷新后再操作',
    en: 'Somebody changed it after you opened it, and yours was not stored; reload and act on what is there now',
  },
  faulty: {
    status: 422,
    zh: '预案有 {count} 处错误，不能发布。第一处：{first}',
    en: 'The plan has {count} errors and cannot be published. The first: {first}',
  },
  nothing_new: {
    status: 409,
    zh: '草稿与已发布的第 {version} 版相同，无须再发布',
    en: 'The draft is the same as version {version}; there is nothing to publish',
  },
  not_published: {
    status: 409,
    zh: '预案还没有发布，请先发布再启动',
    en: 'The plan is not published; publish it before you start it',
  },
  retired: {
    status: 409,
    zh: '预案已停用，不能再启动或发布',
    en: 'The plan is retired; it can neither be started nor published',
  },
  not_asked: {
    status: 409,
    zh: '这次启动申请已有结论，请刷新页面',
    en: 'This request was decided before; reload the page',
  },
  not_running: {
    status: 409,
    zh: '预案不在执行中，请刷新页面',
    en: 'The plan is not running; reload the page',
  },
  own_approval: {
    status: 403,
    zh: '启动申请须由另一人批准，不能自己批准自己的申请',
    en: 'Another person has to approve what you asked for yourself',
  },
  out_of_reach: {
    status: 403,
    zh: '这次预案还涉及您权限以外的：{beyond}。请由市级值守员操作',
    en: 'This plan reaches beyond your rights: {beyond}. Ask an officer of the city',
  },
  outside_districts: {
    status: 422,
    zh: '预案只适用于：{districts}；请在其中选择区域',
    en: 'The plan is for {districts} only; choose districts among them',
  },
  transition_unknown: {
    status: 422,
    zh: '当前阶段没有编号为 {key} 的转换，请刷新页面',
    en: 'The present phase has no transition {key}; reload the page',
  },
  reason_needed: {
    status: 422,
    zh: '转换条件尚未满足：{why}。要提前转入，请写明理由',
    en: 'The condition is not met: {why}. To go ahead all the same, give a reason',
  },
  task_not_asked: {
    status: 409,
    zh: '任务现在是“{state}”，不能这样操作，请刷新页面',
    en: 'The task is “{state}” now and cannot be changed so; reload the page',
  },
  role_needed: {
    status: 403,
    zh: '这项任务须由具有“{role}”角色的人员接办',
    en: 'This task is for who holds the role “{role}”',
  },
  evidence_needed: {
    status: 422,
    zh: '办结这项任务须附{what}',
    en: 'This task is done only with {what}',
  },
  kind_tag: {
    status: 422,
    zh: '标签 {tag} 按机构类别自动具有，不能设置',
    en: 'The tag {tag} comes with the kind of the unit; leave it out',
  },
});

/** What a task is, in words of errors. */
export const TASK_STATE_WORDS = {
  waiting: { zh: '未到时间', en: 'not yet due' },
  sent: { zh: '待接受', en: 'sent' },
  escalated: { zh: '已上报', en: 'escalated' },
  accepted: { zh: '已接受', en: 'accepted' },
  refused: { zh: '已退回', en: 'refused' },
  done: { zh: '已办结', en: 'done' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
} as const;
