import type { Plan, PlanDetail, PlanDocument, PlanRun, PlanTemplate, RunTask } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { type Demo, type DemoCity, type DemoOfficer, eachMinute } from '../../../kit/demo.ts';
import type { Logger } from '../../../kit/log.ts';

/** Rain at which the officer of the demo city asks for the plan, mm/h. */
const HEAVY_MM_H = 8;
/** After how long the officer answers a task of the centre, ms. */
const ANSWERS_AFTER_MS = 2 * MINUTE_MS;

/**
 * The officer of the demo city publishes the plans that come with the platform, with route numbers of the demo city, drills
 * one of them, asks for the plan for rain when its script says that it rains, and answers the tasks of the centre.
 */
export function createPlansDemo(log: Logger): Demo {
  return {
    duty: (city, desk) =>
      eachMinute(desk, log, 'plans of the demo city were not seen to', (officer, now_ms) =>
        look(officer, city, now_ms),
      ),
  };
}

/** What the officer does about plans each minute. */
async function look(officer: DemoOfficer, { life, shift_ms }: DemoCity, now_ms: number): Promise<void> {
  const plans = await officer.call<Plan[]>('GET', '/plans');
  if (plans.length === 0) await publishAll(officer);
  const known = plans.length === 0 ? await officer.call<Plan[]>('GET', '/plans') : plans;
  const runs = await officer.call<PlanRun[]>('GET', '/plan-runs');
  const startOf = async (kind: Plan['kind'], drill: boolean, note: string) => {
    const plan = known.find((one) => one.kind === kind && one.version !== null && one.running === 0);
    if (plan) await officer.call('POST', `/plans/${plan.id}/runs`, { drill, note });
  };
  if (runs.length === 0) await startOf('crowd', true, '枢纽大客流例行演练');
  if (life.rainAt_mm_h(now_ms + shift_ms) > HEAVY_MM_H) await startOf('rain', false, '短时强降雨');
  await answerTasks(officer, now_ms);
}

async function publishAll(officer: DemoOfficer): Promise<void> {
  for (const { document } of await officer.call<PlanTemplate[]>('GET', '/plan-templates')) {
    const { id, rev } = await officer.call<PlanDetail>('POST', '/plans', { document: listed(document) });
    await officer.call('POST', `/plans/${id}/publication`, { rev, note: '示范城市' });
  }
}

/** Route numbers of the demo city in the lists, as many as their source states. */
export function listed(document: PlanDocument): PlanDocument {
  let number = 100;
  const routes = document.routes.map((list) => ({
    ...list,
    routes: Array.from({ length: list.stated ?? 0 }, () => `M${++number}`),
  }));
  return { ...document, routes };
}

/** Takes what the centre was asked to do, and says that it is done when it was accepted. */
async function answerTasks(officer: DemoOfficer, now_ms: number): Promise<void> {
  for (const { id, rev, state, unit, sent_ms } of await officer.call<RunTask[]>('GET', '/plan-tasks')) {
    if (unit !== 'city' || now_ms - sent_ms < ANSWERS_AFTER_MS) continue;
    if (state === 'sent') await officer.call('POST', `/plan-tasks/${id}/acceptance`, { rev });
    if (state !== 'accepted') continue;
    const evidence = { text: '已办理', attachments: ['值班记录'] };
    await officer.call('POST', `/plan-tasks/${id}/completion`, { rev, evidence });
  }
}
