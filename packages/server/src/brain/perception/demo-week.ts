import { setImmediate as breathe } from 'node:timers/promises';
import type { FixBatch } from '@opentocc/core/telemetry';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { DEMO_FIRMS, type DemoFirm, gcj02Of, simulateFleet } from '@opentocc/testkit/fleet';
import type { Quality } from '../../base/quality/index.ts';
import type { RegisteredVehicle } from '../../base/sources/index.ts';
import type { Clock } from '../../kit/clock.ts';
import { type DemoCity, type DemoPast, pastDays } from '../../kit/demo.ts';
import { PerceptionShard } from './shard.ts';

const INTERVAL_S = 30;
const STEP_MS = 5000;
const LOOK_EVERY_MS = 30 * MINUTE_MS;

export interface WeekDeps {
  readonly listSources: () => readonly { readonly id: number; readonly code: string }[];
  readonly listVehicles: () => readonly Pick<RegisteredVehicle, 'id' | 'plate' | 'source'>[];
  /** Quality on the clock of the past, in the same tables. */
  readonly openQuality: (clock: Clock) => Promise<Quality>;
  /** Lets quality on the clock of now take up the findings of the past. */
  readonly recallFindings: () => Promise<void>;
}

/** Vehicles of each firm whose past is driven: few, because a week of them is. */
const VEHICLES: Record<DemoFirm, number> = {
  taxi: 24,
  bus: 12,
  freight: 8,
  coach: 6,
  wrong_datum: 5,
  wrong_clock: 5,
};

/** A vehicle of the past: who it is in the registry, and whose. */
interface Played {
  readonly firm: DemoFirm;
  readonly vehicle: number;
  readonly source: number;
}

/**
 * Drives a small fleet through the last days, a week of them, with the mistakes that real sources make, and lets the platform's own
 * pipeline and quality judge it on the clock of that time: hours, samples of rejected fixes, findings that opened then
 * and those that closed again.
 */
export async function driveWeek(deps: WeekDeps, city: DemoCity, past: DemoPast): Promise<void> {
  const { network, seed } = city;
  const to_ms = Math.floor(past.now_ms / HOUR_MS) * HOUR_MS;
  const from_ms = to_ms - pastDays(past) * DAY_MS;
  const played = playedBy(deps);
  if (played.length === 0) return;
  const field = await city.traffic.over({ from_ms, to_ms, signal: past.signal });
  if (past.signal.aborted) return;
  let clock_ms = from_ms;
  const quality = await deps.openQuality({ now: () => clock_ms });
  const shard = new PerceptionShard(network, { shards: 1 });
  const drive = { network, seed: seed + 1, vehicles: played.length, from_ms, to_ms, field };
  const { batches } = simulateFleet({ ...drive, interval_s: INTERVAL_S, step_ms: STEP_MS });
  try {
    for (const batch of batches) {
      if (past.signal.aborted) break;
      clock_ms = batch.received_ms[0];
      const arrived = withMistakes(batch, played, to_ms);
      expectFixes(quality, played, clock_ms);
      shard.accept(arrived);
      count(quality, shard, arrived, clock_ms);
      if (Math.floor(clock_ms / LOOK_EVERY_MS) !== Math.floor((clock_ms - 10_000) / LOOK_EVERY_MS)) {
        await quality.judge();
        await quality.flush();
      }
      await breathe();
    }
  } finally {
    // Also when the past could not be finished: else it would go on to write after the platform has stopped.
    await quality.close();
  }
  await deps.recallFindings();
}

function playedBy({ listSources, listVehicles }: WeekDeps): Played[] {
  const known = listSources();
  const vehicles = listVehicles();
  return (Object.entries(VEHICLES) as [DemoFirm, number][]).flatMap(([firm, count]) => {
    const source = known.find(({ code }) => code === DEMO_FIRMS[firm].code)?.id;
    const own = vehicles.filter((vehicle) => vehicle.source === source).slice(0, count);
    return own.map(({ id }): Played => ({ firm, vehicle: id, source: source! }));
  });
}

/** What arrives of a batch: the registry's ids, and each firm's mistakes. */
function withMistakes(batch: FixBatch, played: readonly Played[], to_ms: number): FixBatch {
  const columns = Object.values(batch).filter((column) => typeof column !== 'number');
  let length = 0;
  for (let row = 0; row < batch.length; row++) {
    const { firm, vehicle, source } = played[batch.vehicle[row] - 1];
    batch.vehicle[row] = vehicle;
    batch.source[row] = source;
    if (!MISTAKES[firm](batch, row, to_ms)) continue;
    for (const column of columns) column[length] = column[row];
    length++;
  }
  return { ...batch, length };
}

/** Writes a mistake into a row. @returns false when the fix is lost. */
type Mistake = (batch: FixBatch, row: number, to_ms: number) => boolean;

const hourOfDay = (at_ms: number) => ((at_ms + 8 * HOUR_MS) % DAY_MS) / HOUR_MS;
/** Same answer for the same vehicle and time. */
const chance = (batch: FixBatch, row: number) =>
  (Math.imul(batch.vehicle[row] * 8191 + Math.floor(batch.at_ms[row] / 1000), 2_654_435_761) >>> 0) / 2 ** 32;

/** A receiver that lost its satellites: the same place for minutes, to the last digit. */
const coarse = (degree: number) => Math.round(degree * 50) / 50 + 0.001_234_5;

/** What each firm gets wrong; times count back from now, so that the story is always of this week. */
const MISTAKES: Record<DemoFirm, Mistake> = {
  taxi: (batch, row) => chance(batch, row) > 0.015,
  /** The forwarder lags at the evening peak. */
  bus(batch, row) {
    const hour = hourOfDay(batch.at_ms[row]);
    const lags = hour >= 17.5 && hour < 19.5 && chance(batch, row) < 0.35;
    if (lags) batch.received_ms[row] += Math.round(45_000 + 90_000 * chance(batch, row));
    return chance(batch, row) > 0.01;
  },
  /** Receivers froze four days ago, for ten hours. */
  freight(batch, row, to_ms) {
    const ago_h = (to_ms - batch.at_ms[row]) / HOUR_MS;
    if (ago_h > 90 && ago_h < 100 && batch.vehicle[row] % 3 === 0) {
      batch.lon[row] = coarse(batch.lon[row]);
      batch.lat[row] = coarse(batch.lat[row]);
    }
    return true;
  },
  /** Its line broke down two nights ago. */
  coach(batch, row, to_ms) {
    const ago_h = (to_ms - batch.at_ms[row]) / HOUR_MS;
    return ago_h > 56 || ago_h < 49 || chance(batch, row) < 0.3;
  },
  wrong_datum(batch, row) {
    [batch.lon[row], batch.lat[row]] = gcj02Of(batch.lon[row], batch.lat[row]);
    return true;
  },
  /** Since an update three days ago its terminals write UTC. */
  wrong_clock(batch, row, to_ms) {
    if (to_ms - batch.at_ms[row] < 3 * DAY_MS) batch.at_ms[row] -= 8 * HOUR_MS;
    return true;
  },
};

function expectFixes(quality: Quality, played: readonly Played[], at_ms: number): void {
  for (const { source } of played) quality.expect(source, 10 / INTERVAL_S, at_ms);
}

function count(quality: Quality, shard: PerceptionShard, batch: FixBatch, at_ms: number): void {
  for (let row = 0; row < batch.length; row++) quality.received(batch.source[row], 1, at_ms);
  const { ticks, looks } = shard.takeQuality();
  for (const tick of ticks) quality.take(tick, at_ms);
  for (const fix of looks) quality.look(fix);
}
