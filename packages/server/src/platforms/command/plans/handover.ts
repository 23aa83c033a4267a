import type { Bilingual } from '@opentocc/contract';
import { marked } from './herald.ts';
import type { RunService } from './run-service.ts';
import { clock } from './words.ts';

/** A line of a shift handover, as the duty asks for it. */
interface HandoverTask {
  readonly key: string;
  readonly kind: 'task';
  readonly title: Bilingual;
  readonly detail: Bilingual;
  readonly since_ms: number;
  readonly due_ms: number | null;
  readonly opens: string;
}

/** What one shift hands to the next of plans: those that run or wait for approval, with what is open of them. */
export const handoverTasks = (runs: Pick<RunService, 'list'>) => async (): Promise<readonly HandoverTask[]> =>
  (await runs.list(null, true)).map(
    ({ id, name, drill, state, phase_name, tasks, asked_ms, phase_since_ms }) => {
      const phase = phase_name ?? { zh: '待批准', en: 'asks for approval' };
      const since_ms = phase_since_ms ?? asked_ms;
      return {
        ...{ key: `plans/run/${id}`, kind: 'task', since_ms, due_ms: null, opens: `/plans/runs/${id}` },
        title: marked({ zh: `预案：${name.zh}`, en: `Plan: ${name.en}` }, drill),
        detail: {
          zh: `${phase.zh}，始于 ${clock(since_ms)}${state === 'running' ? `；${tasks.open} 项任务未结，${tasks.late} 项逾期或上报` : ''}`,
          en: `${phase.en} since ${clock(since_ms)}${state === 'running' ? `; ${tasks.open} tasks open, ${tasks.late} late or escalated` : ''}`,
        },
      };
    },
  );
