import { sharedColumn } from '../network/columns.ts';
import type { RoadNetwork } from '../network/index.ts';
import { chainsOf } from './chains.ts';
import { BYTES_A_PLACE, placesFor, type ReachPlaces, ReachSearch } from './reach-search.ts';

/** Precomputed lists of a {@link ReachTable}, as columns that threads share and none writes. */
export interface ReachLists extends ReachPlaces {
  /** By chain: first place of its list, and how many it has. */
  readonly start: Uint32Array;
  readonly size: Uint32Array;
  /** How far every list reaches, m of cost. */
  readonly bound_m: number;
}

export interface ReachListsOptions {
  /** How far the lists should reach, m of cost; less when they would not fit. */
  readonly bound_m: number;
  /** What turning round costs, m: the matcher's own. */
  readonly u_turn_m: number;
  /** Most bytes that the places may take. */
  readonly budget_bytes: number;
}

/** Chains whose lists are counted to know how far all lists may reach. */
const SAMPLE = 200;

/**
 * Makes the list of every chain, so that no vehicle waits for one: O(chains × rows), about 0.1 µs a row. Where all would
 * take more than the budget they reach less far; what is missing is then made on demand.
 */
export function buildReachLists(network: RoadNetwork, options: ReachListsOptions): ReachLists {
  const chains = chainsOf(network);
  const search = new ReachSearch(chains, options.u_turn_m);
  const bound_m = affordable_m(search, chains.count, options);
  const start = sharedColumn(Uint32Array, chains.count);
  const size = sharedColumn(Uint32Array, chains.count);
  let places = 0;
  let made = new Places(chains.count * 64);
  for (let chain = 0; chain < chains.count; chain++) {
    start[chain] = places;
    size[chain] = placesFor(search.run(chain, bound_m));
    made = made.atLeast(places + size[chain]);
    search.store(made, places, size[chain]);
    places += size[chain];
  }
  return { start, size, bound_m, ...made.shared(places) };
}

/** The farthest of a few bounds at which a sample of chains says that all lists fit the budget. */
function affordable_m(
  search: ReachSearch,
  count: number,
  { bound_m, budget_bytes }: ReachListsOptions,
): number {
  const step = Math.max(1, Math.floor(count / SAMPLE));
  for (let tried_m = bound_m; tried_m > 100; tried_m *= 0.8) {
    let [places, asked] = [0, 0];
    for (let chain = 0; chain < count; chain += step, asked++)
      places += placesFor(search.run(chain, tried_m));
    if ((places / asked) * count * BYTES_A_PLACE <= budget_bytes) return tried_m;
  }
  return 0;
}

/** Places that grow while lists are made. */
class Places implements ReachPlaces {
  readonly chain: Uint32Array;
  readonly way: Uint16Array;
  readonly before: Uint16Array;

  constructor(length: number) {
    this.chain = new Uint32Array(length);
    this.way = new Uint16Array(length);
    this.before = new Uint16Array(length);
  }

  atLeast(length: number): Places {
    if (length <= this.chain.length) return this;
    const longer = new Places(Math.max(length, this.chain.length * 2));
    longer.chain.set(this.chain);
    longer.way.set(this.way);
    longer.before.set(this.before);
    return longer;
  }

  /** The first `length` places in memory that threads share. */
  shared(length: number): ReachPlaces {
    const chain = sharedColumn(Uint32Array, length);
    const way = sharedColumn(Uint16Array, length);
    const before = sharedColumn(Uint16Array, length);
    chain.set(this.chain.subarray(0, length));
    way.set(this.way.subarray(0, length));
    before.set(this.before.subarray(0, length));
    return { chain, way, before };
  }
}

const MAGIC = 0x4852_4354; // "TCRH"
/** Raise when the lists, or the chains they start from, are built differently: older files are then rebuilt. */
const FORMAT = 2;
const HEADER_BYTES = 24;

/**
 * The bytes of lists in a file of their own, little-endian: a header of {@link HEADER_BYTES}, then the columns. They do not
 * say which network they are of, nor what turning round cost: the file's name must.
 */
export function encodeReachLists(lists: ReachLists): Uint8Array<ArrayBuffer> {
  const { start, size, chain, way, before } = lists;
  const bytes = new Uint8Array(HEADER_BYTES + start.length * 8 + chain.length * BYTES_A_PLACE);
  const header = new DataView(bytes.buffer);
  [MAGIC, FORMAT, start.length, chain.length].forEach((value, i) => {
    header.setUint32(4 * i, value, true);
  });
  header.setFloat64(16, lists.bound_m, true);
  let at = HEADER_BYTES;
  for (const one of [start, size, chain, way, before]) {
    bytes.set(new Uint8Array(one.buffer, one.byteOffset, one.byteLength), at);
    at += one.byteLength;
  }
  return bytes;
}

/** @returns undefined when the bytes are not whole lists of this format. */
export function decodeReachLists(bytes: Uint8Array): ReachLists | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const header = new DataView(bytes.buffer, bytes.byteOffset);
  const [magic, format, chains, places] = [0, 4, 8, 12].map((at) => header.getUint32(at, true));
  if (magic !== MAGIC || format !== FORMAT) return undefined;
  if (bytes.length !== HEADER_BYTES + chains * 8 + places * BYTES_A_PLACE) return undefined;
  let at = HEADER_BYTES;
  const read = <T extends Uint32Array | Uint16Array>(type: Column<T>, length: number): T => {
    const one = sharedColumn(type, length);
    const end = at + one.byteLength;
    new Uint8Array(one.buffer).set(bytes.subarray(at, end));
    at = end;
    return one;
  };
  return {
    bound_m: header.getFloat64(16, true),
    start: read(Uint32Array, chains),
    size: read(Uint32Array, chains),
    chain: read(Uint32Array, places),
    way: read(Uint16Array, places),
    before: read(Uint16Array, places),
  };
}

type Column<T> = { new (buffer: ArrayBufferLike): T; readonly BYTES_PER_ELEMENT: number };
