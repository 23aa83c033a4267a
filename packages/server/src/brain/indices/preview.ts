import { setImmediate as breathe } from 'node:timers/promises';
import type { IndexConfigurationPreview, IndexScope } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { MINUTE_MS } from '@opentocc/core/time';
import {
  aggregateLinks,
  type DaySpan,
  type IndexConfig,
  type LinkStates,
  slotSpeed_kmh,
} from '@opentocc/core/traffic';
import { cityDay, cityDayStart } from '../../kit/clock.ts';
import type { Slot } from './free-flow-store.ts';
import type { Grouping } from './grouping.ts';

/** What a preview shows: few enough to be read, and computed in a second or two. */
const SHOWN: ReadonlySet<IndexScope> = new Set(['city', 'district', 'class']);

/** A configuration with the free-flow speeds that it brings. */
export interface Side {
  readonly config: IndexConfig;
  readonly free_flow_kmh: Float32Array;
}

interface Sum {
  index: number;
  gb_index: number;
  tti: number;
  slots: number;
}

type Row = IndexConfigurationPreview['rows'][number];

/**
 * Computes a day twice from the speeds stored of its quarters of an hour, so that what differs comes from the
 * configurations alone. The peaks are those of each side.
 */
export async function previewOf(
  network: RoadNetwork,
  groupings: readonly Grouping[],
  slots: readonly Slot[],
  before: Side,
  after: Side,
): Promise<IndexConfigurationPreview> {
  const shown = groupings.filter(({ groups }) => SHOWN.has(groups[0]?.scope));
  const groups = shown.flatMap((grouping) => grouping.groups);
  const sides = [before, after].map(({ config }) => ({
    config,
    sums: partsOf(config).map(() => groups.map(empty)),
  }));
  const curve: IndexConfigurationPreview['curve'] = [];
  for (const slot of slots) {
    const minute = (slot.slot_start_ms - cityDayStart(slot.slot_start_ms)) / MINUTE_MS;
    const city = [before, after].map((side, i) => addSlot(network, shown, slot, side, sides[i].sums, minute));
    curve.push({ minute, before: city[0], after: city[1] });
    await breathe();
  }
  const rows = groups.flatMap(({ scope, key, name }, g): Row[] =>
    PARTS.filter((part) => part === 'day' || scope === 'city').map((part) => {
      const [was, will] = sides.map(({ config, sums }) =>
        meanOf(sums[partsOf(config).findIndex((one) => one.name === part)]?.[g]),
      );
      return { scope, key, name, part, before: was, after: will };
    }),
  );
  const day = slots.length > 0 ? cityDay(slots[0].slot_start_ms) : null;
  return { day, slots: slots.length, formula_version: before.config.formula_version, rows, curve };
}

const PARTS = ['day', 'morning', 'evening'] as const;
const empty = (): Sum => ({ index: 0, gb_index: 0, tti: 0, slots: 0 });

function partsOf({
  peaks,
}: IndexConfig): readonly (Omit<DaySpan, 'name'> & { name: (typeof PARTS)[number] })[] {
  return [{ name: 'day', from_min: 0, to_min: 1440 }, ...peaks.spans];
}

/** @returns the city's index in the slot; null without samples */
function addSlot(
  network: RoadNetwork,
  shown: readonly Grouping[],
  slot: Slot,
  { config, free_flow_kmh }: Side,
  sums: readonly Sum[][],
  minute: number,
): number | null {
  const columns = aggregateLinks(
    network,
    statesOf(network, slot, free_flow_kmh),
    shown.map(({ links }) => links),
    config,
  );
  const parts = partsOf(config);
  let at = 0;
  for (const { index, gb_index, tti } of columns)
    for (let i = 0; i < index.length; i++, at++) {
      if (Number.isNaN(index[i])) continue;
      parts.forEach(({ from_min, to_min }, p) => {
        if (minute < from_min || minute >= to_min) return;
        const sum = sums[p][at];
        sum.index += index[i];
        sum.gb_index += gb_index[i];
        sum.tti += tti[i];
        sum.slots++;
      });
    }
  const city = columns[0]?.index[0] ?? Number.NaN;
  return Number.isNaN(city) ? null : city;
}

function statesOf(
  network: RoadNetwork,
  { slot_start_ms, speeds }: Slot,
  free_flow_kmh: Float32Array,
): LinkStates {
  const driven = Uint16Array.from(speeds, (speed) => (speed > 0 ? 1 : 0));
  return {
    sequence: 0,
    network_version: network.meta.version,
    window_start_ms: slot_start_ms,
    window_end_ms: slot_start_ms,
    speed_kmh: Float32Array.from(speeds, (speed) => slotSpeed_kmh(speed) ?? Number.NaN),
    samples: driven,
    vehicles: driven,
    half_width_kmh: new Float32Array(speeds.length).fill(Number.NaN),
    free_flow_kmh,
    state: new Uint8Array(speeds.length),
  };
}

function meanOf(sum: Sum | undefined): Row['before'] {
  if (!sum || sum.slots === 0) return { index: null, gb_index: null, tti: null };
  const { index, gb_index, tti, slots } = sum;
  return { index: index / slots, gb_index: gb_index / slots, tti: tti / slots };
}
