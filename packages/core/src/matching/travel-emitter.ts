import type { RoadNetwork } from '../network/index.ts';
import type { Chains } from './chains.ts';
import type { OptionsByError } from './matcher-options.ts';
import { TimeProfile } from './time-profile.ts';
import type { Trellis } from './trellis.ts';
import type { Way } from './way.ts';

/** Receives what vehicles did, once it is decided; what was emitted is never revised. Times are UTC ms. */
export interface TravelSink {
  /** A vehicle drove along a link from `from_m` to `to_m` of its length. */
  travel(slot: number, link: number, from_m: number, to_m: number, enter_ms: number, exit_ms: number): void;
  /** A vehicle did not move. */
  stand(slot: number, link: number, at_m: number, from_ms: number, to_ms: number): void;
  /** The vehicle's path breaks off here: what comes next is not connected with what was. */
  interrupt(slot: number): void;
}

const LONGEST_PATH = 512;

export interface TravelEmitterDeps {
  readonly network: RoadNetwork;
  readonly chains: Chains;
  readonly trellis: Trellis;
  readonly way: Way;
  readonly options: OptionsByError;
  readonly sink: TravelSink;
}

/** Emits to the sink, link by link, what a vehicle did between two fixes that are decided. */
export class TravelEmitter {
  readonly #network: RoadNetwork;
  readonly #chains: Chains;
  readonly #trellis: Trellis;
  readonly #way: Way;
  readonly #options: OptionsByError;
  readonly #sink: TravelSink;
  readonly #profile = new TimeProfile();
  readonly #path = new Uint32Array(LONGEST_PATH);
  /** The vehicle, how far it has come since the fix before, m, and when that was. */
  #slot = 0;
  #along_m = 0;
  #at_ms = 0;

  constructor({ network, chains, trellis, way, options, sink }: TravelEmitterDeps) {
    this.#network = network;
    this.#chains = chains;
    this.#trellis = trellis;
    this.#way = way;
    this.#options = options;
    this.#sink = sink;
  }

  /** The vehicle did not move at candidate `a` while layer `from` lasted. */
  stand(slot: number, from: number, a: number): void {
    const { until_ms, at_ms, link, at_m } = this.#trellis;
    if (until_ms[from] <= at_ms[from]) return;
    const along_m = at_m[a] - this.#chains.start_m[link[a]];
    this.#sink.stand(slot, link[a], along_m, at_ms[from], until_ms[from]);
  }

  /** How the vehicle came to its next place is not known. */
  breakOff(slot: number): void {
    this.#trellis.driven_m[slot] = 0;
    this.#sink.interrupt(slot);
  }

  /** The vehicle drove from candidate `a` of layer `from` to candidate `b` of layer `to`. */
  drive(slot: number, from: number, a: number, to: number, b: number): void {
    const { link, at_m, driven_m, driven_link, until_ms, at_ms, speed_kmh, may_turn } = this.#trellis;
    const way = this.#way;
    const options = this.#options.of(this.#trellis.error_step[slot]);
    const rules = { options, may_turn: may_turn[to] === 1 };
    way.recall({ link: link[a], at_m: at_m[a] }, { link: link[b], at_m: at_m[b] }, rules);
    if (way.kind === 'none')
      throw new Error(`no way from link ${link[a]} to ${link[b]}, although it was decided`);
    // A step back is noise: the vehicle stood where it was farthest.
    const was_ahead = driven_m[slot] > at_m[a];
    const start_link = was_ahead ? driven_link[slot] : link[a];
    const start_m = was_ahead ? driven_m[slot] : at_m[a];
    const is_back = way.kind === 'along' && at_m[b] < start_m;
    const end_link = is_back ? start_link : link[b];
    const end_m = is_back ? start_m : at_m[b];
    const route_m = Math.max(0, way.route_m - start_m + at_m[a]);
    this.#profile.set(route_m, until_ms[from], at_ms[to], speed_kmh[from], speed_kmh[to]);
    this.#slot = slot;
    this.#along_m = 0;
    this.#at_ms = until_ms[from];
    if (way.kind === 'along') this.#pass(start_link, start_m, end_link, end_m, at_ms[to]);
    else if (way.kind === 'turned') this.#turn(start_link, start_m, end_link, end_m, at_ms[to]);
    else this.#passOver(way, start_link, start_m, end_link, end_m, at_ms[to]);
    driven_m[slot] = end_m;
    driven_link[slot] = end_link;
  }

  /** To the end of the chain, over the chains of the way's row, and from the start of the last. */
  #passOver(way: Way, start_link: number, start_m: number, end_link: number, end_m: number, end_ms: number) {
    const { of_link, length_m } = this.#chains;
    const count = way.table.pathTo(way.row, this.#path);
    const start = of_link[start_link];
    this.#pass(start_link, start_m, this.#last(start), length_m[start]);
    for (let i = 0; i < count; i++) {
      const chain = this.#path[i];
      this.#pass(this.#first(chain), 0, this.#last(chain), length_m[chain]);
    }
    this.#pass(this.#first(of_link[end_link]), 0, end_link, end_m, end_ms);
  }

  #first(chain: number): number {
    const { links } = this.#chains;
    return links.items[links.offset[chain]];
  }

  #last(chain: number): number {
    const { links } = this.#chains;
    return links.items[links.offset[chain + 1] - 1];
  }

  /** Ahead to opposite the end, if that lies ahead, and back along the opposite chain. */
  #turn(start_link: number, start_m: number, end_link: number, end_m: number, end_ms: number): void {
    const { of_link, length_m } = this.#chains;
    const { link_reverse } = this.#network;
    const chain_m = length_m[of_link[start_link]];
    const is_ahead = chain_m - end_m > start_m;
    const turn_link = is_ahead ? link_reverse[end_link] : start_link;
    const turn_m = is_ahead ? chain_m - end_m : start_m;
    this.#pass(start_link, start_m, turn_link, turn_m);
    this.#pass(link_reverse[turn_link], chain_m - turn_m, end_link, end_m, end_ms);
  }

  /**
   * Tells the links of one chain from `first` to `last`, entered at `from_m` of the chain and left at `to_m`.
   * @param end_ms time of the end when the way ends here.
   */
  #pass(first: number, from_m: number, last: number, to_m: number, end_ms?: number): void {
    const { links, place, start_m } = this.#chains;
    const { link_length_m } = this.#network;
    for (let at = place[first]; at <= place[last]; at++) {
      const link = links.items[at];
      const enter_m = Math.min(link_length_m[link], Math.max(0, from_m - start_m[link]));
      const exit_m = Math.max(enter_m, Math.min(link_length_m[link], to_m - start_m[link]));
      this.#along_m += exit_m - enter_m;
      const is_end = at === place[last] && end_ms !== undefined;
      const exit_ms = is_end ? end_ms : this.#profile.timeAt(this.#along_m);
      this.#sink.travel(this.#slot, link, enter_m, exit_m, this.#at_ms, exit_ms);
      this.#at_ms = exit_ms;
    }
  }
}
