import { DAY_MS, MINUTE_MS } from '../../time/index.ts';
import { type Judgement, judge } from './judge.ts';
import { type Regime, type RegimeBook, type RegimeRef, refOf, regimesAt } from './regime.ts';
import { type FreightTrip, judgedAt } from './trip.ts';

/** A trip that is not over when regimes change. */
export interface OpenTrip {
  readonly trip: FreightTrip;
  readonly stage: 'planned' | 'under_way';
}

/**
 * What becomes of an open trip: it goes on as before; is planned on and judged again by the rules that begin; is called off;
 * is driven to its end by the rules by which it began; or changes to those that hold now and has done with the others.
 */
export type SettledHow = 'unaffected' | 'rejudged' | 'cancelled' | 'finishes' | 'changes';

export interface Settlement {
  readonly trip: string;
  readonly how: SettledHow;
  /** The trip with the instant by whose rules it is judged from now on. */
  readonly next: FreightTrip;
  readonly before: readonly RegimeRef[];
  readonly after: readonly RegimeRef[];
  /** How it stands from now on; of one that is called off, why. */
  readonly judgement: Judgement;
  /** The instant at which it is closed, with this switch as its cause, where nothing else closed it; never missing. */
  readonly ends_by_ms: number;
}

/** A trip whose times say nothing of its end is closed so long after a switch, or after its last declared crossing. */
const LONGEST_OPEN_MS = 3 * DAY_MS;

/**
 * What becomes of each open trip when regimes change at an instant, so that none is left without an end (战转平 leaves no
 * orphan). The regime that begins decides, by its clause; where several begin, the first, which is that of the city; where
 * one only ends (a street's), trips under way have done with it.
 */
export const switchTrips = (open: readonly OpenTrip[], book: RegimeBook, at_ms: number): Settlement[] =>
  open.map((one) => settle(one, book, at_ms));

function settle({ trip, stage }: OpenTrip, book: RegimeBook, at_ms: number): Settlement {
  // Of a trip under way, the rules that it goes by may be older than those of the instant before.
  const byOwn = regimesAt(book.regimes, trip, Math.min(judgedAt(trip) ?? at_ms - 1, at_ms - 1));
  const before = stage === 'under_way' ? byOwn : regimesAt(book.regimes, trip, at_ms - 1);
  const after = regimesAt(book.regimes, trip, at_ms);
  const begins = after.filter((regime) => !before.includes(regime));
  const ends = before.some((regime) => !after.includes(regime));
  const how = begins.length === 0 && !ends ? 'unaffected' : howOf(stage, begins[0] ?? null);
  const settled = settledAs(how, trip, at_ms);
  const judgement = judge(settled, book);
  const refused = how === 'rejudged' && isRefused(judgement);
  return {
    ...{ trip: trip.id, how: refused ? 'cancelled' : how, next: settled, judgement },
    ...{ before: before.map(refOf), after: after.map(refOf) },
    ends_by_ms:
      refused || how === 'cancelled' ? at_ms : endOf(how, settled, begins[0]?.opening.grace_min ?? 0, at_ms),
  };
}

function howOf(stage: OpenTrip['stage'], begins: Regime | null): SettledHow {
  if (stage === 'planned') return begins?.opening.planned === 'cancel' ? 'cancelled' : 'rejudged';
  return begins?.opening.under_way === 'finish' ? 'finishes' : 'changes';
}

/** By whose rules it is judged from now on: those of its beginning, of the switch, or of the time that is planned. */
function settledAs(how: SettledHow, trip: FreightTrip, at_ms: number): FreightTrip {
  if (how === 'finishes' || how === 'unaffected') return { ...trip, judged_ms: judgedAt(trip) ?? at_ms };
  if (how === 'changes') return { ...trip, judged_ms: at_ms };
  const planned_ms = trip.declared.crossings[0]?.at_ms ?? at_ms;
  return { ...trip, judged_ms: Math.max(at_ms, planned_ms) };
}

const isRefused = ({ outcome }: Judgement): boolean => ['refuse', 'suspend', 'remove'].includes(outcome);

function endOf(how: SettledHow, { declared }: FreightTrip, grace_min: number, at_ms: number): number {
  if (how === 'finishes' || how === 'changes')
    return grace_min > 0 ? at_ms + grace_min * MINUTE_MS : at_ms + LONGEST_OPEN_MS;
  const last_ms = Math.max(at_ms, ...declared.crossings.map((one) => one.at_ms));
  return last_ms + LONGEST_OPEN_MS;
}
