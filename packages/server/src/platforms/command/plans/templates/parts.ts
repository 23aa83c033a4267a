import type { PlanCondition, PlanDocument, PlanMessage, PlanTask, PlanTransition } from '@opentocc/contract';

type Words = readonly [zh: string, en: string];
const words = ([zh, en]: Words) => ({ zh, en });

interface TaskTimes {
  readonly accept_min: number;
  readonly due_min: number;
  readonly start_min?: number;
  readonly evidence?: PlanTask['evidence'];
  readonly routes?: string;
}

export const task = (key: string, tag: string, name: Words, detail: Words, times: TaskTimes): PlanTask => ({
  ...{ key, tag, name: words(name), detail: words(detail), role: null },
  ...{ start_min: times.start_min ?? 0, accept_min: times.accept_min, due_min: times.due_min },
  ...{ evidence: times.evidence ?? 'text', routes: times.routes ?? null },
});

/** A condition that proposes, and a person decides. */
export const asks = (to: string | null, when: PlanCondition): PlanTransition => ({
  ...{ key: `to-${to ?? 'end'}`, to, when, asks: true },
});

/** A condition that leads on by itself. */
export const goes = (to: string | null, when: PlanCondition): PlanTransition => ({
  ...{ key: `on-${to ?? 'end'}`, to, when, asks: false },
});

export const message = (key: string, to: string, subject: Words, text: Words): PlanMessage => ({
  ...{ key, to, channel: 'screen', subject: words(subject), text: words(text) },
});

interface Written extends Pick<PlanDocument, 'kind' | 'phases'> {
  readonly name: Words;
  readonly source: string;
  readonly how: PlanDocument['begin']['how'];
  readonly when: readonly PlanCondition[];
  readonly routes?: PlanDocument['routes'];
}

/** A plan for the whole city. Its times are assumed: what the sources state is which measures there are, and their order. */
export const written = ({ name, kind, source, how, when, phases, routes = [] }: Written): PlanDocument => ({
  ...{ name: words(name), kind, districts: null, phases, routes },
  basis: { source, dated: '2026-11-27', assumed: true },
  begin: { how, when: [...when] },
});
