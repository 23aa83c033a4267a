import type { PlanPhase, PlanTransition } from '@opentocc/contract';
import { invariant } from '../../../kit/errors.ts';
import {
  type Facts,
  isInForce,
  isPast,
  phaseOf,
  type Stand,
  type Standing,
  seenIn,
  seenKey,
  standOf,
} from './model.ts';
import type { Round } from './round.ts';
import type { RunRow } from './store.ts';
import { inBoth } from './words.ts';

/** Phases that one round passes at most; the next round goes on. */
const MOST_PHASES = 20;

/** How each transition of a phase stands. */
export function standsOf(
  run: Pick<RunRow, 'phase_since_ms' | 'districts' | 'holds'>,
  { transitions }: PlanPhase,
  open_tasks: number,
  facts: Facts,
): readonly (readonly [PlanTransition, Stand])[] {
  return transitions.map((transition) => {
    const at: Standing = {
      ...{ since_ms: run.phase_since_ms ?? facts.now_ms, districts: run.districts, open_tasks },
      held_since_ms: run.holds[transition.key],
      was_seen: transition.when.kind === 'warning_over' && seenKey(transition.when) in run.holds,
    };
    return [transition, standOf(transition.when, at, facts)] as const;
  });
}

/**
 * Since when each threshold of a phase is passed without a break, and which warnings were in force since the start: each
 * begins with the first look that finds it so.
 */
export function holdsOf(
  run: Pick<RunRow, 'holds' | 'districts'>,
  { transitions }: PlanPhase,
  facts: Facts,
): Record<string, number> {
  const held = transitions.flatMap(({ key, when }) => {
    if (when.kind === 'threshold' && isPast(when, facts)) return [key];
    return when.kind === 'warning_over' && isInForce(when, run.districts, facts) ? [seenKey(when)] : [];
  });
  const now = Object.fromEntries(held.map((key) => [key, run.holds[key] ?? facts.now_ms]));
  return { ...seenIn(run.holds), ...now };
}

const isSame = (a: object, b: object): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

/** Whether a look at a run would change anything, so that it has to be held. */
export function isDue(run: RunRow, phase: PlanPhase, open_tasks: number, facts: Facts): boolean {
  const holds = holdsOf(run, phase, facts);
  if (!isSame(holds, run.holds)) return true;
  const stands = standsOf(run, phase, open_tasks, facts);
  return stands.some(([{ key, asks }, { met }]) => (asks ? met !== key in run.proposed : met));
}

/** Passes through the phases whose transitions are met; proposes those that a person decides on. */
export async function advance(round: Round): Promise<void> {
  for (let passed = 0; passed < MOST_PHASES && round.run.state === 'running'; passed++) {
    const { run, facts, document } = round;
    invariant(run.phase, 'a running plan is in a phase');
    const phase = phaseOf(document, run.phase);
    const open_tasks = await round.store.countOpen(run.id);
    const holds = holdsOf(run, phase, facts);
    if (!isSame(holds, run.holds)) await round.change({ holds });
    const stands = standsOf(round.run, phase, open_tasks, facts);
    await propose(round, stands);
    const taken = stands.find(([{ asks }, { met }]) => met && !asks);
    if (!taken) return;
    await take(round, taken[0], taken[1]);
  }
}

/** Leads where a transition leads. */
export async function take(round: Round, { to }: PlanTransition, { why }: Pick<Stand, 'why'>): Promise<void> {
  if (to === null) return round.end(why);
  await round.enter(phaseOf(round.document, to), why);
}

/** Marks what waits for a person; what no longer holds is no proposal any more. */
async function propose(round: Round, stands: readonly (readonly [PlanTransition, Stand])[]): Promise<void> {
  const { run, now_ms, document } = round;
  const met = stands.filter(([{ asks }, stand]) => asks && stand.met);
  const proposed = Object.fromEntries(met.map(([{ key }]) => [key, run.proposed[key] ?? now_ms]));
  if (isSame(proposed, run.proposed)) return;
  await round.change({ proposed });
  for (const [{ key, to }, { why }] of met) {
    if (key in run.proposed) continue;
    const name = to === null ? { zh: '终止', en: 'the end' } : inBoth(phaseOf(document, to).name);
    await round.write(
      'proposed',
      {
        zh: `建议转入“${name.zh}”，待人决定：${why.zh}`,
        en: `Proposes “${name.en}”; a person decides: ${why.en}`,
      },
      null,
      'system',
    );
  }
}
