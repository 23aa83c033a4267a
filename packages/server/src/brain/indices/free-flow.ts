import { setImmediate as breathe } from 'node:timers/promises';
import type { FreeFlowStatus } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import {
  assumedFreeFlow_kmh,
  FreeFlowProfile,
  type FreeFlowRule,
  type IndexConfig,
  type LinkStates,
  passesByte,
  slotByte,
  slotsOfDay,
} from '@opentocc/core/traffic';
import { type Clock, cityDay, cityDayStart } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import type { FreeFlowStore, Slot } from './free-flow-store.ts';
import { STEP_MS } from './model.ts';

export interface FreeFlowDeps {
  readonly network: RoadNetwork;
  readonly store: FreeFlowStore;
  /** The configuration in force at an instant. */
  readonly configAt: (at_ms: number) => IndexConfig;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Speeds of the slot under way: the mean of its windows. */
interface OpenSlot {
  readonly start_ms: number;
  readonly sum_kmh: Float64Array;
  readonly windows: Uint8Array;
  readonly passes: Uint32Array;
}

/** Gathers windows into slots, and hands each on when it has ended. */
class SlotRecorder {
  #slot: OpenSlot | null = null;
  readonly #link_count: number;
  readonly #onSlot: (slot: Slot) => void;

  constructor(link_count: number, onSlot: (slot: Slot) => void) {
    this.#link_count = link_count;
    this.#onSlot = onSlot;
  }

  add(states: LinkStates, rule: FreeFlowRule): void {
    const start_ms = slotStart(states.window_start_ms, rule);
    if (this.#slot?.start_ms !== start_ms) this.#close();
    const slot = this.#slot ?? this.#open(start_ms);
    for (let link = 0; link < this.#link_count; link++) {
      if (states.samples[link] === 0) continue;
      slot.sum_kmh[link] += states.speed_kmh[link];
      slot.windows[link]++;
      slot.passes[link] += states.samples[link];
    }
    if (states.window_end_ms === start_ms + rule.slot_min * MINUTE_MS) this.#close();
  }

  #open(start_ms: number): OpenSlot {
    const links = this.#link_count;
    this.#slot = {
      start_ms,
      sum_kmh: new Float64Array(links),
      windows: new Uint8Array(links),
      passes: new Uint32Array(links),
    };
    return this.#slot;
  }

  #close(): void {
    if (!this.#slot) return;
    const { start_ms, sum_kmh, windows, passes } = this.#slot;
    this.#slot = null;
    const speeds = Uint8Array.from(sum_kmh, (sum, link) => slotByte(sum / windows[link]));
    this.#onSlot({ slot_start_ms: start_ms, speeds, passes: Uint8Array.from(passes, passesByte) });
  }
}

/**
 * Free-flow speeds in force: by class and limit until enough days are known, then measured again each day. All slots are
 * stored as they end, nights too, for the profiles of roads; what is measured is computed from them, so a restart loses
 * only the slot under way.
 */
export function createFreeFlow({ network, store, configAt, clock, log }: FreeFlowDeps) {
  const { link_count } = network;
  let speed_kmh = assumedFreeFlow_kmh(network, configAt(clock.now()));
  let status: FreeFlowStatus = {
    days: 0,
    days_needed: configAt(clock.now()).measured_free_flow.least_days,
    links_measured: 0,
    link_count,
    measured_ms: null,
  };
  /** 1 where measured, 0 where assumed. */
  let measured_links: Uint8Array = new Uint8Array(link_count);
  let measured_day = '';
  let working = Promise.resolve();

  const recorder = new SlotRecorder(link_count, (slot) =>
    later(() => store.saveSlot(slot), 'a slot of speeds could not be kept'),
  );

  function later(work: () => Promise<void>, failure: string): void {
    working = working.then(work).catch((err) => log.error({ err }, failure));
  }

  async function measure(now_ms: number): Promise<void> {
    const config = configAt(now_ms);
    const rule = config.measured_free_flow;
    const today_ms = cityDayStart(now_ms);
    const from_ms = today_ms - rule.look_back_days * DAY_MS;
    const starts = (await store.listSlotStarts(from_ms)).filter((start_ms) => start_ms < today_ms);
    const days_ms = [...new Set(starts.map(cityDayStart))];
    status = { ...status, days: days_ms.length, days_needed: rule.least_days };
    if (days_ms.length < rule.least_days) {
      if (status.links_measured === 0) speed_kmh = assumedFreeFlow_kmh(network, config);
      return;
    }
    const measured = await measureDays({ network, store, config, days_ms });
    speed_kmh = measured.speed_kmh;
    measured_links = measured.measured;
    status = {
      ...status,
      links_measured: measured.measured.reduce((sum, one) => sum + one, 0),
      measured_ms: now_ms,
    };
    await store.dropBefore(from_ms);
  }

  return {
    /** Of each link, km/h; another array after each measurement. */
    speeds_kmh: (): Float32Array => speed_kmh,
    /** The same under another configuration: measured stays measured, assumed is as that one assumes. */
    under(config: IndexConfig): Float32Array {
      const assumed_kmh = assumedFreeFlow_kmh(network, config);
      return speed_kmh.map((speed, link) => (measured_links[link] ? speed : assumed_kmh[link]));
    },
    status: (): FreeFlowStatus => status,
    /** Takes each window; those that end at a full five minutes count. The first of a day starts a measurement. */
    onLinkStates(states: LinkStates): void {
      if (states.window_end_ms % STEP_MS === 0)
        recorder.add(states, configAt(states.window_start_ms).measured_free_flow);
      const day = cityDay(states.window_end_ms);
      if (day === measured_day) return;
      measured_day = day;
      later(() => measure(states.window_end_ms), 'free-flow speeds could not be measured; yesterday’s stay');
    },
    /** Resolves when slots are stored and measurements made. */
    flush: (): Promise<void> => working,
  };
}

interface MeasuredDays extends Pick<FreeFlowDeps, 'network' | 'store'> {
  readonly config: IndexConfig;
  /** Midnights of the days whose slots count. */
  readonly days_ms: readonly number[];
}

/** Day by day, so that what is live has its turn between them. */
async function measureDays({ network, store, config, days_ms }: MeasuredDays) {
  const rule = config.measured_free_flow;
  const profile = new FreeFlowProfile(network.link_count, rule);
  for (const day_ms of days_ms) {
    for (const { slot_start_ms, speeds } of await store.listSlots(day_ms, day_ms + DAY_MS)) {
      const position = slotOf(slot_start_ms, rule);
      if (position >= 0) profile.add(position, speeds);
    }
    await breathe();
  }
  return profile.measure(network.link_limit_kmh, assumedFreeFlow_kmh(network, config));
}

export type FreeFlow = ReturnType<typeof createFreeFlow>;

/** Start of the slot that holds an instant. Slots are counted from midnight, which 15 minutes divide. */
function slotStart(at_ms: number, { slot_min }: FreeFlowRule): number {
  const day_ms = cityDayStart(at_ms);
  const slot_ms = slot_min * MINUTE_MS;
  return day_ms + Math.floor((at_ms - day_ms) / slot_ms) * slot_ms;
}

/** Position of a slot in its day, or −1 outside the hours of the rule. */
function slotOf(start_ms: number, rule: FreeFlowRule): number {
  const minute = (start_ms - cityDayStart(start_ms)) / MINUTE_MS;
  const position = Math.floor((minute - rule.from_min) / rule.slot_min);
  return position >= 0 && position < slotsOfDay(rule) ? position : -1;
}
