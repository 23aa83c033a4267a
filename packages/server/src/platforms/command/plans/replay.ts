import type { Bilingual, PlanDocument, PlanPhase } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import type { Area } from '../../../kit/area.ts';
import { holdsOf, standsOf } from './advance.ts';
import { type Facts, type OpenWarning, phaseOf, standOf } from './model.ts';
import type { Roll } from './units.ts';
import { inBoth } from './words.ts';

/** A warning with when it was in force. */
export interface PastWarning extends OpenWarning {
  readonly from_ms: number;
  /** Null where it lasted beyond the span. */
  readonly to_ms: number | null;
}

/** A phase that a plan would have been in, and whom it would have asked. */
export interface ReplayedPhase {
  readonly name: Bilingual;
  readonly at_ms: number;
  readonly why: Bilingual;
  readonly tasks: readonly { readonly name: Bilingual; readonly units: readonly Bilingual[] }[];
}

export interface ReplayedPlan {
  readonly plan: number;
  readonly version: number;
  readonly name: Bilingual;
  readonly phases: readonly ReplayedPhase[];
  /** Null where it was not over at the end of the span. */
  readonly ended_ms: number | null;
}

/** As the plans of today would have read the past. */
export interface PlanPast {
  readonly span: readonly [from_ms: number, to_ms: number];
  readonly warnings: readonly PastWarning[];
  readonly roll: Roll;
  nameOf(key: string): Bilingual;
}

interface Standing {
  readonly phase_since_ms: number;
  readonly districts: string[] | null;
  holds: Record<string, number>;
}

/**
 * Runs a plan over a span minute by minute: it begins when a condition of its own holds, and every proposal is taken at
 * once, which says when people would have been asked and not what they would have decided. Tasks are not done by anybody,
 * so that what waits for them does not go on.
 */
export function replayPlan(
  { plan, version }: Pick<ReplayedPlan, 'plan' | 'version'>,
  document: PlanDocument,
  past: PlanPast,
): ReplayedPlan | null {
  const phases: ReplayedPhase[] = [];
  let phase: PlanPhase | null = null;
  let standing: Standing = { phase_since_ms: 0, districts: document.districts, holds: {} };
  const made = (ended_ms: number | null): ReplayedPlan => ({
    ...{ plan, version, name: inBoth(document.name), phases, ended_ms },
  });
  const enter = (next: PlanPhase, at_ms: number, why: Bilingual) => {
    phase = next;
    standing = { ...standing, phase_since_ms: at_ms, holds: standing.holds };
    phases.push({ name: inBoth(next.name), at_ms, why, tasks: tasksOf(next, document.districts, past.roll) });
  };
  const [from_ms, to_ms] = past.span;
  for (let at_ms = from_ms; at_ms < to_ms; at_ms += MINUTE_MS) {
    const facts = factsAt(past, at_ms);
    if (phase === null) {
      const why = whatBegins(document, facts);
      if (why) enter(document.phases[0], at_ms, why);
      continue;
    }
    const now: PlanPhase = phase;
    standing.holds = holdsOf(standing, now, facts);
    const open = now.tasks.length;
    const taken = standsOf(standing, now, open, facts).find(([, { met }]) => met);
    if (!taken) continue;
    const [{ to }, { why }] = taken;
    if (to === null) return made(at_ms);
    enter(phaseOf(document, to), at_ms, why);
  }
  return phases.length === 0 ? null : made(null);
}

function whatBegins(document: PlanDocument, facts: Facts): Bilingual | null {
  const at = { since_ms: facts.now_ms, districts: document.districts, open_tasks: 0 };
  return document.begin.when.map((when) => standOf(when, at, facts)).find(({ met }) => met)?.why ?? null;
}

function factsAt({ warnings, nameOf }: PlanPast, now_ms: number): Facts {
  const inForce = warnings.filter(
    ({ from_ms, to_ms }) => from_ms <= now_ms && (to_ms === null || now_ms < to_ms),
  );
  return { now_ms, warnings: inForce, situations: [], drills: new Map(), measure: () => null, nameOf };
}

const tasksOf = (phase: PlanPhase, districts: Area, roll: Roll) =>
  phase.tasks.map(({ name, tag }) => ({
    name: inBoth(name),
    units: roll.withTag(tag, districts).map((unit) => unit.name),
  }));
