import { setImmediate as breathe } from 'node:timers/promises';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { type LinkStates, passesByte, slotByte } from '@opentocc/core/traffic';
import { cityDayStart } from '../../kit/clock.ts';
import { type Demo, type DemoCity, type DemoPast, pastDays } from '../../kit/demo.ts';
import { FleetCoverage } from './demo-coverage.ts';
import type { LinkPast, PastStates } from './link-past.ts';
import { STEP_MS } from './model.ts';
import type { Indices } from './service.ts';

/** Days before today to the same day last week. */
const A_WEEK = 7;
/** Between two windows of the days that are only looked at by hour. */
const COARSE_MS = 30 * MINUTE_MS;
const SLOT_MS = 15 * MINUTE_MS;
const WINDOWS_OF_SLOT = SLOT_MS / STEP_MS;

export interface IndicesDemoDeps {
  readonly indices: Pick<Indices, 'storePast' | 'storeSlot' | 'hasSlotsIn' | 'freeFlow_kmh' | 'stateOf'>;
  /** States of the last hour, which perception has made before. */
  readonly statesAt: LinkPast['statesAt'];
}

/**
 * The days before: their indices come from the recorded days of the simulated world, each link known as often as the
 * fleet covered it in the hour that perception saw.
 */
export function createIndicesDemo(deps: IndicesDemoDeps): Demo {
  return {
    async past(city, past) {
      const last_week_ms = cityDayStart(past.now_ms) - A_WEEK * DAY_MS;
      if (await deps.indices.hasSlotsIn(last_week_ms, past.now_ms - HOUR_MS)) return;
      const coverage = new FleetCoverage(city.network, city.seed);
      const first_ms = await takePerceived(deps, city, past, coverage);
      if (first_ms === null) return;
      const spans = spansOf(past, first_ms - STEP_MS);
      for (const span of spans) await recall({ ...deps, city, past, coverage }, span);
    },
  };
}

/**
 * Learns from the windows of the last hour, and stores its quarters of an hour.
 * @returns the end of the first window, null when nothing was perceived.
 */
async function takePerceived(
  { indices, statesAt }: IndicesDemoDeps,
  { network }: DemoCity,
  { now_ms }: DemoPast,
  coverage: FleetCoverage,
): Promise<number | null> {
  const last_ms = Math.floor(now_ms / STEP_MS) * STEP_MS;
  let first_ms: number | null = null;
  let slot: PastStates[] = [];
  for (let end_ms = last_ms - HOUR_MS - STEP_MS; end_ms <= last_ms; end_ms += STEP_MS) {
    const states = await statesAt(end_ms);
    if (states?.window_end_ms === end_ms) {
      first_ms ??= end_ms;
      const samples = new Uint16Array(network.link_count);
      for (const [row, link] of states.link.entries()) samples[link] = states.samples[row];
      coverage.learn(samples);
      slot.push(states);
    }
    if (end_ms % SLOT_MS === 0) {
      if (slot.length > 0) await indices.storeSlot(meanOf(slot, end_ms - SLOT_MS, network.link_count));
      slot = [];
    }
  }
  return first_ms;
}

/** The mean of the windows of a quarter of an hour, for the profiles of roads. */
function meanOf(windows: readonly PastStates[], slot_start_ms: number, links: number) {
  const sums = new Float64Array(links);
  const known = new Uint8Array(links);
  const passed = new Uint32Array(links);
  for (const { link, speed_kmh, samples } of windows)
    for (let row = 0; row < link.length; row++) {
      sums[link[row]] += speed_kmh[row];
      known[link[row]]++;
      passed[link[row]] += samples[row];
    }
  return {
    slot_start_ms,
    speeds: known.map((n, link) => (n > 0 ? slotByte(sums[link] / n) : 0)),
    passes: known.map((n, link) => (n > 0 ? passesByte(passed[link]) : 0)),
  };
}

/** What days that nobody drove are recalled from. */
interface Memory extends IndicesDemoDeps {
  readonly city: DemoCity;
  readonly past: DemoPast;
  readonly coverage: FleetCoverage;
}

/** Of which a window is recalled every `step_ms`. */
interface Span {
  readonly from_ms: number;
  readonly to_ms: number;
  readonly step_ms: number;
}

/** Today and the same day last week window by window, yesterday by the quarter, days between by the half hour. */
function spansOf(past: DemoPast, end_ms: number): Span[] {
  const today_ms = cityDayStart(past.now_ms);
  const yesterday_ms = today_ms - DAY_MS;
  const last_week_ms = today_ms - A_WEEK * DAY_MS;
  const days = pastDays(past);
  return [
    { from_ms: today_ms, to_ms: end_ms, step_ms: STEP_MS },
    ...(days < A_WEEK ? [] : [{ from_ms: last_week_ms, to_ms: last_week_ms + DAY_MS, step_ms: STEP_MS }]),
    { from_ms: today_ms - (days - 1) * DAY_MS, to_ms: yesterday_ms, step_ms: COARSE_MS },
    { from_ms: yesterday_ms, to_ms: today_ms, step_ms: SLOT_MS },
  ];
}

async function recall(memory: Memory, { from_ms, to_ms, step_ms }: Span): Promise<void> {
  const { city, past, indices, coverage } = memory;
  const { signal } = past;
  if (signal.aborted || from_ms >= to_ms) return;
  const field = await city.traffic.over({ from_ms, to_ms, signal });
  const truth_kmh = new Float32Array(city.network.link_count);
  for (let end_ms = from_ms + step_ms; end_ms <= to_ms && !signal.aborted; end_ms += step_ms) {
    field.fillSpeeds(end_ms - STEP_MS / 2, truth_kmh);
    const samples = coverage.passesIn(end_ms / STEP_MS - 1);
    await indices.storePast(recalledStates(memory, truth_kmh, end_ms, samples));
    if (end_ms % SLOT_MS === 0) await recallSlot(memory, end_ms - SLOT_MS, truth_kmh);
    await breathe();
  }
}

/** A quarter of an hour at the speeds of its end. */
async function recallSlot(
  { indices, coverage }: Memory,
  slot_start_ms: number,
  truth_kmh: Float32Array,
): Promise<void> {
  const windows = Array.from({ length: WINDOWS_OF_SLOT }, (_, i) =>
    coverage.passesIn(slot_start_ms / STEP_MS + i),
  );
  const passes = Uint8Array.from(truth_kmh, (_, link) =>
    passesByte(windows.reduce((sum, window) => sum + window[link], 0)),
  );
  const speeds = Uint8Array.from(truth_kmh, (speed, link) => (passes[link] > 0 ? slotByte(speed) : 0));
  await indices.storeSlot({ slot_start_ms, speeds, passes });
}

function recalledStates(
  { city: { network }, indices }: Memory,
  truth_kmh: Float32Array,
  end_ms: number,
  samples: Uint16Array,
): LinkStates {
  const free_flow_kmh = indices.freeFlow_kmh();
  return {
    sequence: 0,
    network_version: network.meta.version,
    window_start_ms: end_ms - STEP_MS,
    window_end_ms: end_ms,
    speed_kmh: Float32Array.from(truth_kmh, (speed, link) => (samples[link] ? speed : Number.NaN)),
    samples,
    vehicles: samples,
    half_width_kmh: new Float32Array(network.link_count).fill(Number.NaN),
    free_flow_kmh,
    state: Uint8Array.from(truth_kmh, (speed, link) =>
      samples[link] ? indices.stateOf(speed, free_flow_kmh[link]) : 0,
    ),
  };
}
