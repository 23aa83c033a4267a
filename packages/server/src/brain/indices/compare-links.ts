import type { IndexLinkChange, IndexLinksComparison } from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import { LINK_CLASSES, NONE_U16, type RoadNetwork } from '@opentocc/core/network';
import { type IndexConfig, shenzhenIndexOf, slotSpeed_kmh } from '@opentocc/core/traffic';
import { stretchOf } from '../network/index.ts';
import type { Slot } from './free-flow-store.ts';

const BYTES = 256;
/** Only links driven in this share of the stored quarters, and in two at least, are compared. Assumed on 2026-11-26. */
const LEAST_SHARE = 0.25;
const LEAST_SLOTS = 2;
/** What is shorter is drawn but not listed: its speed is mostly that of the junction at its end. Assumed on 2026-11-26. */
const LEAST_LISTED_M = 80;
/** The map shows no finer steps. */
const DIGITS = 100;

type Table = Float32Array;

/**
 * Means of every link over many quarters of an hour. Their speeds are bytes, so the index of a link is looked up by
 * class and byte: a day of 100,000 links took 0.3 s on a busy machine, where computing each index took 1.2 s.
 */
export class LinkMeans {
  slots = 0;
  readonly versions = new Set<string>();
  private readonly count: Uint16Array;
  private readonly index_sum: Float32Array;
  private readonly byte_sum: Uint32Array;
  private readonly tables = new Map<string, Table>();

  constructor(
    private readonly network: RoadNetwork,
    private readonly configAt: (at_ms: number) => IndexConfig,
  ) {
    this.count = new Uint16Array(network.link_count);
    this.index_sum = new Float32Array(network.link_count);
    this.byte_sum = new Uint32Array(network.link_count);
  }

  add({ slot_start_ms, speeds }: Pick<Slot, 'slot_start_ms' | 'speeds'>): void {
    const table = this.tableOf(this.configAt(slot_start_ms));
    const { count, index_sum, byte_sum } = this;
    const { link_class } = this.network;
    this.slots++;
    for (let link = 0; link < speeds.length; link++) {
      const byte = speeds[link];
      if (byte === 0) continue;
      count[link]++;
      index_sum[link] += table[link_class[link] * BYTES + byte];
      byte_sum[link] += byte;
    }
  }

  /** Means of a link; null where it was driven too seldom to be compared. */
  find(link: number): IndexLinkChange['a'] | null {
    const slots = this.count[link];
    if (slots < Math.max(LEAST_SLOTS, LEAST_SHARE * this.slots)) return null;
    const speed_kmh = (slotSpeed_kmh(this.byte_sum[link]) ?? 0) / slots;
    return { index: this.index_sum[link] / slots, speed_kmh, slots };
  }

  /** Shenzhen index by class and byte. */
  private tableOf(config: IndexConfig): Table {
    const { formula_version, shenzhen } = config;
    let table = this.tables.get(formula_version);
    if (!table) {
      table = Float32Array.from({ length: LINK_CLASSES.length * BYTES }, (_, i) =>
        shenzhenIndexOf(shenzhen, Math.floor(i / BYTES), slotSpeed_kmh(i % BYTES) ?? 0),
      );
      this.tables.set(formula_version, table);
    }
    this.versions.add(formula_version);
    return table;
  }
}

/**
 * The change of every link between two intervals, and those that changed most.
 * @param isSeen whether the reader's area reaches a link
 * @param listed links of each list
 */
export function compareLinks(
  network: RoadNetwork,
  a: LinkMeans,
  b: LinkMeans,
  isSeen: (link: number) => boolean,
  listed: number,
): IndexLinksComparison {
  const found: IndexLinkChange[] = [];
  for (let link = 0; link < network.link_count; link++) {
    const [before, after] = [a.find(link), b.find(link)];
    if (before && after && isSeen(link)) found.push(changeOf(network, link, before, after));
  }
  const long = found.filter(({ length_m }) => length_m >= LEAST_LISTED_M);
  long.sort((one, other) => other.change - one.change);
  return {
    a_slots: a.slots,
    b_slots: b.slots,
    links: {
      link: found.map(({ link }) => link),
      change: found.map(({ change }) => Math.round(change * DIGITS) / DIGITS),
    },
    worse: long.slice(0, listed).filter(({ change }) => change > 0),
    better: long
      .slice(-listed)
      .reverse()
      .filter(({ change }) => change < 0),
    formula_versions: [...new Set([...a.versions, ...b.versions])].sort(),
  };
}

function changeOf(
  network: RoadNetwork,
  link: number,
  a: IndexLinkChange['a'],
  b: IndexLinkChange['b'],
): IndexLinkChange {
  const district = network.link_district[link];
  return {
    link,
    name: bilingualRoadName(network.strings[network.link_name[link]]),
    stretch: stretchOf(network, link),
    class: LINK_CLASSES[network.link_class[link]],
    district: district === NONE_U16 ? null : district,
    length_m: network.link_length_m[link],
    a,
    b,
    change: b.index - a.index,
  };
}
