import { z } from 'zod';
import { RowId } from './common.ts';
import {
  NewRun,
  PlanRun,
  PlanRunDetail,
  RunDecision,
  RunRefusal,
  RunTask,
  TaskAccepted,
  TaskClockAct,
  TaskDone,
  TaskGiven,
  TaskRefused,
  TransitionTaken,
} from './plan-runs.ts';
import { defineRoutes } from './route.ts';

const ofRun = {
  method: 'POST',
  authority: 'plans:command',
  target: 'plan-run',
  params: RowId,
  response: PlanRunDetail,
} as const;

const ofTask = {
  method: 'POST',
  authority: 'plans:act',
  target: 'plan-task',
  params: RowId,
  response: RunTask,
} as const;

export const planRunRoutes = defineRoutes('plans', {
  listRuns: {
    method: 'GET',
    path: '/api/v1/plan-runs',
    summary: { zh: '正在执行与近期的预案', en: 'Running plans and those of late' },
    authority: 'plans:read',
    query: z.object({ state: z.enum(['open', 'all']).default('all') }),
    response: z.array(PlanRun),
  },
  getRun: {
    method: 'GET',
    path: '/api/v1/plan-runs/:id',
    summary: { zh: '一次预案执行', en: 'A running plan: tasks, clocks, transitions, record' },
    authority: 'plans:read',
    target: 'plan-run',
    params: RowId,
    response: PlanRunDetail,
  },
  startRun: {
    ...ofRun,
    path: '/api/v1/plans/:id/runs',
    target: 'plan',
    summary: {
      zh: '启动预案，须审批的转为待批',
      en: 'Start a plan, or ask for approval where it needs that',
    },
    body: NewRun,
    status: 201,
  },
  approveRun: {
    ...ofRun,
    path: '/api/v1/plan-runs/:id/approval',
    summary: { zh: '批准启动', en: 'Approve that it starts; never by who asked' },
    body: RunDecision,
  },
  refuseRun: {
    ...ofRun,
    path: '/api/v1/plan-runs/:id/refusal',
    summary: { zh: '不批准启动', en: 'Refuse that it starts' },
    body: RunRefusal,
  },
  takeTransition: {
    ...ofRun,
    path: '/api/v1/plan-runs/:id/transitions',
    summary: { zh: '转入下一阶段', en: 'Take a transition; before its condition is met, with a reason' },
    body: TransitionTaken,
  },
  endRun: {
    ...ofRun,
    path: '/api/v1/plan-runs/:id/end',
    summary: { zh: '终止预案', en: 'End a plan; its open tasks are withdrawn' },
    body: RunRefusal,
  },
  listOwnTasks: {
    method: 'GET',
    path: '/api/v1/plan-tasks',
    summary: { zh: '本单位的预案任务', en: 'Tasks of plans at the caller’s own unit and those below it' },
    authority: 'plans:act',
    query: z.object({ state: z.enum(['open', 'all']).default('open') }),
    response: z.array(RunTask),
  },
  acceptTask: {
    ...ofTask,
    path: '/api/v1/plan-tasks/:id/acceptance',
    summary: { zh: '接受任务', en: 'Accept a task' },
    body: TaskAccepted,
  },
  refuseTask: {
    ...ofTask,
    path: '/api/v1/plan-tasks/:id/refusal',
    summary: { zh: '退回任务（须说明理由）', en: 'Refuse a task, for a reason' },
    body: TaskRefused,
  },
  finishTask: {
    ...ofTask,
    path: '/api/v1/plan-tasks/:id/completion',
    summary: { zh: '办结任务', en: 'Say that a task is done, with its evidence' },
    body: TaskDone,
  },
  giveTask: {
    ...ofTask,
    path: '/api/v1/plan-tasks/:id/unit',
    authority: 'plans:command',
    summary: { zh: '改派任务', en: 'Give a task to another unit' },
    body: TaskGiven,
  },
  withdrawTask: {
    ...ofTask,
    path: '/api/v1/plan-tasks/:id/withdrawal',
    authority: 'plans:command',
    summary: { zh: '撤销任务', en: 'Withdraw a task' },
    body: TaskRefused,
  },
  actOnTaskClock: {
    ...ofTask,
    path: '/api/v1/plan-tasks/:id/clock',
    authority: 'plans:command',
    summary: {
      zh: '暂停、恢复、延长办结时限',
      en: 'Pause, resume or extend the time in which a task is to be done',
    },
    body: TaskClockAct,
  },
});
