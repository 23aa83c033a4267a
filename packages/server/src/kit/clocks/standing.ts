import type { ClockRule } from '@opentocc/contract/clocks';
import { invariant } from '../errors.ts';

/** What happens to a clock. It is never changed afterwards: the clock is what follows from all of them. */
export type ClockEvent =
  | { readonly kind: 'started'; readonly at_ms: number; readonly rule: ClockRule; readonly why: string }
  | { readonly kind: 'paused'; readonly at_ms: number; readonly reason: string; readonly approved_by: string }
  | { readonly kind: 'resumed'; readonly at_ms: number; readonly reason: string }
  | {
      readonly kind: 'extended';
      readonly at_ms: number;
      /** By the measure of the rule at that time. */
      readonly length: number;
      readonly reason: string;
      readonly approved_by: string;
    }
  | {
      readonly kind: 'rule_changed';
      readonly at_ms: number;
      readonly rule: ClockRule;
      readonly reason: string;
    }
  | { readonly kind: 'finished'; readonly at_ms: number; readonly by: string }
  /** Ended unjudged: what it is about went into something else. */
  | { readonly kind: 'withdrawn'; readonly at_ms: number; readonly reason: string }
  | { readonly kind: 'reopened'; readonly at_ms: number; readonly reason: string };

/** The first one is `started`. */
export type ClockEvents = readonly ClockEvent[];

/** A stretch in which it ran; open at its end while it runs. */
export interface Stretch {
  readonly from_ms: number;
  readonly to_ms: number | null;
}

/** A clock after its events. */
export interface ClockStanding {
  readonly rule: ClockRule;
  /** Of the present round: since its start, or since it was opened again with its whole length. */
  readonly stretches: readonly Stretch[];
  readonly started_ms: number;
  /** Added by an extension, by the measure of the rule. */
  readonly extra: number;
  readonly extended: boolean;
  readonly paused: boolean;
  readonly ended: { readonly kind: 'finished' | 'withdrawn'; readonly at_ms: number } | null;
}

export function standingOf([first, ...later]: ClockEvents): ClockStanding {
  invariant(first?.kind === 'started', 'a clock begins with its start');
  const begun: ClockStanding = {
    ...{ rule: first.rule, started_ms: first.at_ms, stretches: [{ from_ms: first.at_ms, to_ms: null }] },
    ...{ extra: 0, extended: false, paused: false, ended: null },
  };
  return later.reduce(follow, begun);
}

function follow(was: ClockStanding, event: ClockEvent): ClockStanding {
  const { at_ms } = event;
  switch (event.kind) {
    case 'paused':
      return { ...was, paused: true, stretches: closed(was.stretches, at_ms) };
    case 'resumed':
      return { ...was, paused: false, stretches: opened(was.stretches, at_ms) };
    case 'extended':
      return { ...was, extended: true, extra: event.length };
    case 'rule_changed':
      return { ...was, rule: event.rule, extra: converted(was, event.rule) };
    case 'finished':
    case 'withdrawn':
      return { ...was, ended: { kind: event.kind, at_ms }, stretches: closed(was.stretches, at_ms) };
    case 'reopened':
      return reopened(was, at_ms);
    default:
      return was;
  }
}

const closed = (stretches: readonly Stretch[], at_ms: number): Stretch[] =>
  stretches.map((one) => (one.to_ms === null ? { ...one, to_ms: at_ms } : one));
const opened = (stretches: readonly Stretch[], at_ms: number): Stretch[] => [
  ...stretches,
  { from_ms: at_ms, to_ms: null },
];

/** The time in which it was ended does not count, as that of a pause does not. */
function reopened(was: ClockStanding, at_ms: number): ClockStanding {
  const running = { ...was, ended: null, paused: false };
  if (was.rule.on_reopen === 'continue') return { ...running, stretches: opened(was.stretches, at_ms) };
  return { ...running, started_ms: at_ms, stretches: opened([], at_ms), extra: 0, extended: false };
}

/** An extension outlives a change of rule: in the new measure it is the same share of the whole. */
function converted({ rule, extra }: ClockStanding, to: ClockRule): number {
  if (rule.measure.kind === to.measure.kind) return extra;
  const share = (extra / rule.length) * to.length;
  return to.measure.kind === 'working_days' ? Math.ceil(share) : share;
}
