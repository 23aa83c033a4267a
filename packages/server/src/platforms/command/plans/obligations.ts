import type { Obligation, Session } from '@opentocc/contract';
import { areaOf } from '../../../kit/area.ts';
import { marked } from './herald.ts';
import type { RunService } from './run-service.ts';
import type { TaskService } from './task-service.ts';

export interface PlanObligationsDeps {
  readonly runs: Pick<RunService, 'list'>;
  readonly tasks: Pick<TaskService, 'listOwn'>;
}

/** Tasks that wait for the caller's own unit, and running plans that wait for who commands them. */
export function createPlanObligations({ runs, tasks }: PlanObligationsDeps) {
  return async (session: Session): Promise<Obligation[]> => {
    const may = (permission: string) => session.permissions.includes(permission);
    const own = may('plans:act') ? await tasks.listOwn({ session, address: '' }, true) : [];
    const open = may('plans:command') ? await runs.list(areaOf(session, 'plans:command'), true) : [];
    return [
      ...own.map(
        (task): Obligation => ({
          key: `plans/task/${task.id}`,
          module: 'plans',
          title: marked(
            {
              zh: `预案任务：${task.name.zh}`,
              en: `Task of a plan: ${task.name.en}`,
            },
            task.drill,
          ),
          why: {
            zh: `${task.plan_name.zh} · ${task.phase_name.zh}`,
            en: `${task.plan_name.en} · ${task.phase_name.en}`,
          },
          owner: { kind: 'unit', unit: task.unit, permission: 'plans:act' },
          count: 1,
          since_ms: task.sent_ms,
          due_ms: task.state === 'accepted' ? task.done_by.clock.due_ms : task.accept_by.clock.due_ms,
          opens: '/plans/tasks',
        }),
      ),
      ...open
        .filter(({ waits }) => waits)
        .map(
          (run): Obligation => ({
            key: `plans/run/${run.id}`,
            module: 'plans',
            title: marked(
              {
                zh: `预案待决定：${run.name.zh}`,
                en: `A plan waits for a decision: ${run.name.en}`,
              },
              run.drill,
            ),
            why:
              run.state === 'asked'
                ? { zh: `${run.asked_by} 申请启动`, en: `${run.asked_by} asks to start it` }
                : { zh: '有待确认的阶段或退回的任务', en: 'A proposed phase, or a task that was refused' },
            owner: { kind: 'unit', unit: null, permission: 'plans:command' },
            count: 1,
            since_ms: run.phase_since_ms ?? run.asked_ms,
            due_ms: null,
            opens: `/plans/runs/${run.id}`,
          }),
        ),
    ];
  };
}
