import { parseArgs } from 'node:util';
import { generateDemoCity } from '@opentocc/core/demo-city';
import {
  ALARM_KINDS,
  type AlarmKind,
  beginState,
  type FollowEvent,
  FreightMap,
  TripFollower,
  type TripState,
  tunnelsOf,
} from '@opentocc/core/freight';
import { buildNetwork, networkFor } from '@opentocc/core/network';
import { COMES_WITH, FreightCity, FreightWorld, type WorldTrip } from '@opentocc/testkit/freight';
import { type Bench, cpuSeconds, quantile } from './harness.ts';

const START_MS = Date.UTC(2026, 2, 2, 16);
const MINUTE_MS = 60_000;
/** How long the clock goes on after the last fix of a trip. */
const AFTER_MS = 60 * MINUTE_MS;
/** Trips that are made and then followed, so that only the following is timed. */
const BATCH = 200;

interface Tally {
  done: Record<AlarmKind, number>;
  found: Record<AlarmKind, number>;
  /** Alarms that nothing wrong explains, by kind. */
  false: Record<AlarmKind, number>;
  delay_ms: number[];
  unseen: number;
  known: number;
  fixes: number;
  cpu_s: number;
}

const zero = () => Object.fromEntries(ALARM_KINDS.map((kind) => [kind, 0])) as Record<AlarmKind, number>;

/**
 * The follower on a simulated world of trucks with wrongs of every kind: recall by kind, false alarms, CPU of a fix.
 * Arguments: --seed N (default 12), --trips N (default 20000), --wrong SHARE (default 0.03), --show N prints so many of what
 * was missed or false.
 */
export const run: Bench = async (args, report) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '12' },
      trips: { type: 'string', default: '20000' },
      wrong: { type: 'string', default: '0.03' },
      show: { type: 'string', default: '0' },
    },
  });
  const city = new FreightCity(networkFor(buildNetwork(generateDemoCity()), 'truck'), 1);
  const map = new FreightMap(city.places, city.abroad, tunnelsOf(city.network));
  const seed = Number(values.seed);
  const world = new FreightWorld(city, map, { seed, wrong: Number(values.wrong), start_ms: START_MS });
  const follower = new TripFollower(map);
  const tally: Tally = {
    ...{ done: zero(), found: zero(), false: zero(), delay_ms: [] },
    ...{ unseen: 0, known: 0, fixes: 0, cpu_s: 0 },
  };
  const trips = Number(values.trips);
  let show = Number(values.show);
  for (let n = 0; n < trips; n += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, trips - n) }, (_, i) => world.trip(n + i));
    const states = batch.map(({ plan }) => beginState(plan.trip));
    const from_s = cpuSeconds();
    const events = batch.map((trip, i) => follow(follower, trip, states[i]));
    tally.cpu_s += cpuSeconds() - from_s;
    for (const [i, trip] of batch.entries()) {
      tally.fixes += trip.fixes.length;
      const odd = judge(trip, states[i], events[i], tally);
      if (odd !== null && show-- > 0) process.stdout.write(`${odd}\n`);
    }
  }
  const note = `seed ${seed}, ${trips} trips`;
  for (const kind of ALARM_KINDS)
    report({
      figure: `recall ${kind}`,
      ...{ value: (100 * tally.found[kind]) / tally.done[kind], unit: '%' },
      note: `${tally.found[kind]} of ${tally.done[kind]}; false ${tally.false[kind]}`,
    });
  const sum = (of: Record<AlarmKind, number>) => ALARM_KINDS.reduce((all, kind) => all + of[kind], 0);
  report({
    figure: 'recall, every kind',
    ...{ value: (100 * sum(tally.found)) / sum(tally.done), unit: '%' },
    note: `${sum(tally.done)} wrongs, ${note}`,
  });
  report({
    figure: 'crossings known that no port reported',
    value: (100 * tally.known) / tally.unseen,
    unit: '%',
    note: `of ${tally.unseen}, right port`,
  });
  report({
    figure: 'false alarms per 1,000 trips',
    value: (1000 * sum(tally.false)) / trips,
    unit: '',
    note,
  });
  report({
    figure: 'from the begin of a wrong in the terminal to its alarm, median',
    ...{ value: quantile(tally.delay_ms, 0.5) / MINUTE_MS, unit: 'min', note: 'silent, jump' },
  });
  report({
    figure: 'CPU of a fix',
    ...{
      value: (1e6 * tally.cpu_s) / tally.fixes,
      unit: 'µs',
      note: `${tally.fixes} fixes, with a tick a minute`,
    },
  });
};

/** A trip as it comes: fixes and sightings in the order in which they are heard, and the clock each minute. */
function follow(
  follower: TripFollower,
  { plan, fixes, sightings }: WorldTrip,
  state: TripState,
): FollowEvent[] {
  const events: FollowEvent[] = [];
  let [seen, tick_ms] = [0, fixes[0].at_ms];
  const hear = (until_ms: number) => {
    for (; seen < sightings.length && sightings[seen].heard_ms <= until_ms; seen++)
      events.push(...follower.takeSighting(plan, state, sightings[seen]));
  };
  for (const fix of fixes) {
    for (; tick_ms < fix.at_ms; tick_ms += MINUTE_MS) {
      hear(tick_ms);
      for (const event of follower.tick(plan, state, tick_ms)) events.push(event);
    }
    hear(fix.at_ms);
    for (const event of follower.takeFix(plan, state, fix)) events.push(event);
  }
  hear(Number.POSITIVE_INFINITY);
  const last_ms = fixes[fixes.length - 1].at_ms + AFTER_MS;
  for (; tick_ms < last_ms; tick_ms += MINUTE_MS) events.push(...follower.tick(plan, state, tick_ms));
  return events;
}

/** Counts what was found, missed and false of a trip. @returns what is odd about it, in words */
function judge(
  { wrong, unseen, plan }: WorldTrip,
  state: TripState,
  events: readonly FollowEvent[],
  tally: Tally,
): string | null {
  const raised = events.flatMap((event) => (event.kind === 'raised' ? [event.alarm] : []));
  const odd: string[] = [];
  for (const { place, direction } of unseen) {
    tally.unseen++;
    if (state.crossings.some((one) => one.port === place && one.direction === direction)) tally.known++;
    else odd.push(`crossing ${direction} by ${place} not known: ${JSON.stringify(state.crossings)}`);
  }
  const isRight = (kind: AlarmKind, raised_ms: number) =>
    wrong !== null &&
    raised_ms >= wrong.from_ms &&
    (kind === wrong.kind || COMES_WITH[wrong.kind].includes(kind));
  for (const alarm of raised) {
    if (isRight(alarm.kind, alarm.raised_ms)) continue;
    tally.false[alarm.kind]++;
    odd.push(`false ${alarm.kind} ${JSON.stringify(alarm.facts)} beside ${wrong?.kind ?? 'nothing'}`);
  }
  if (wrong !== null) {
    tally.done[wrong.kind]++;
    const own = raised.find(({ kind, raised_ms }) => kind === wrong.kind && raised_ms >= wrong.from_ms);
    if (own !== undefined) tally.found[wrong.kind]++;
    else odd.push(`missed ${wrong.kind}`);
    if (own !== undefined && ['silent', 'jump'].includes(own.kind))
      tally.delay_ms.push(own.raised_ms - wrong.from_ms);
  }
  return odd.length === 0 ? null : `${plan.trip}: ${odd.join('; ')}`;
}
