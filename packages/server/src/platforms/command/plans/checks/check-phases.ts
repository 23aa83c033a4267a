import type { PlanDocument, PlanFault, PlanPhase } from '@opentocc/contract';
import { type Check, error, named, note } from './fault.ts';

/** Phases that can be reached from one, itself included. */
function reachedFrom(start: string, byKey: ReadonlyMap<string, PlanPhase>): Set<string> {
  const seen = new Set<string>();
  for (const waiting = [start]; waiting.length > 0; ) {
    const key = waiting.pop() as string;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const { to } of byKey.get(key)?.transitions ?? []) if (to !== null) waiting.push(to);
  }
  return seen;
}

const endsHere = (phase: PlanPhase | undefined): boolean =>
  phase?.transitions.some(({ to }) => to === null) ?? false;

/** Transitions that are taken in the instant in which a phase begins. */
const isInstant = ({ when, asks }: PlanPhase['transitions'][number]): boolean =>
  !asks && when.kind === 'hold' && when.min === 0;

/** Whether phases lead back to one without any time passing. */
function spins(start: PlanPhase, byKey: ReadonlyMap<string, PlanPhase>): boolean {
  const next = (key: string): string | null =>
    byKey.get(key)?.transitions.find((one) => isInstant(one) && one.to !== null)?.to ?? null;
  const seen = new Set<string>();
  for (let at = next(start.key); at !== null && !seen.has(at); at = next(at)) {
    if (at === start.key) return true;
    seen.add(at);
  }
  return false;
}

/** Keys that two phases share, or two parts of one phase. */
function repeated({ phases, routes }: PlanDocument): PlanFault[] {
  const twice = (keys: readonly string[]) => [...new Set(keys.filter((key, i) => keys.indexOf(key) !== i))];
  const of = (phase: string | null, keys: readonly string[]) =>
    twice(keys).map((key) =>
      error(
        ...(['repeated', [phase, key]] as const),
        `编号 ${key} 出现两次：请改其中一个`,
        `The key ${key} stands twice: change one of them`,
      ),
    );
  return [
    ...of(
      null,
      phases.map(({ key }) => key),
    ),
    ...of(
      null,
      routes.map(({ key }) => key),
    ),
    ...phases.flatMap(({ key, tasks, messages, transitions }) =>
      [tasks, messages, transitions].flatMap((parts) =>
        of(
          key,
          parts.map((part) => part.key),
        ),
      ),
    ),
  ];
}

/** Phases must be reached, lead on, and end. */
export const checkPhases: Check = (document) => {
  const { phases } = document;
  if (phases.length === 0)
    return [error('no_phase', [], '预案没有阶段：请至少加一个', 'The plan has no phase: add one')];
  const byKey = new Map(phases.map((phase) => [phase.key, phase]));
  const reached = reachedFrom(phases[0].key, byKey);
  const faults = phases.flatMap((phase): PlanFault[] => {
    const { zh, en } = named(phase);
    const { key, transitions } = phase;
    const lost = transitions.filter(({ to }) => to !== null && !byKey.has(to));
    const at = [key] as const;
    return [
      ...lost.map((one) =>
        error(
          ...(['lost', [key, one.key]] as const),
          `“${zh}”转入的阶段 ${one.to} 不存在：请另选一个`,
          `“${en}” leads to ${one.to}, which is no phase: choose another`,
        ),
      ),
      ...(reached.has(key)
        ? []
        : [
            error(
              ...(['unreachable', at] as const),
              `“${zh}”永远到不了：请从前面的阶段加一个转入它的转换，或删去它`,
              `“${en}” is never reached: let a phase before it lead to it, or delete it`,
            ),
          ]),
      ...(transitions.length === 0
        ? [
            error(
              ...(['dead_end', at] as const),
              `“${zh}”没有出口：请加一个转换，终止预案也可以`,
              `“${en}” leads nowhere: add a transition, to the end of the plan maybe`,
            ),
          ]
        : [...reachedFrom(key, byKey)].some((one) => endsHere(byKey.get(one)))
          ? []
          : [
              error(
                ...(['no_exit', at] as const),
                `从“${zh}”起只会循环，永远不能终止：请在其中加一个通向终止的转换`,
                `From “${en}” on the plan goes round for ever: let a phase of the loop lead to the end`,
              ),
            ]),
      ...(spins(phase, byKey)
        ? [
            error(
              ...(['spins', at] as const),
              `“${zh}”会不停地立即转回自己：请给其中一个转换加上时长`,
              `“${en}” comes back to itself at once, again and again: give a transition of the loop some time`,
            ),
          ]
        : []),
      ...(transitions.some(isInstant) && transitions.length > 1
        ? [
            note(
              ...(['instant', at] as const),
              `“${zh}”一开始就会转走，其余转换用不上`,
              `“${en}” is left in the instant in which it begins; its other transitions are never taken`,
            ),
          ]
        : []),
    ];
  });
  return [...repeated(document), ...faults];
};
