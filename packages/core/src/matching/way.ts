import { NONE_U32, type RoadNetwork } from '../network/index.ts';
import type { Chains } from './chains.ts';
import type { MatcherOptions } from './matcher-options.ts';
import type { ReachLists } from './reach-lists.ts';
import { ReachTable } from './reach-table.ts';
import { SMALL_LOOP_M, SmallLoops } from './small-loops.ts';

/** A route that needs more than this over the speed limit is penalised by its excess. */
const SPEEDING = 1.35;
/** A route that needs more than this multiple of the speed limit is impossible; lower limits count as the slowest. */
const IMPOSSIBLE = 1.6;
const SLOWEST_LIMIT_KMH = 60;

/** How a way runs: along one chain; turning round on the way along it; over the chains of a row of the list. */
export type WayKind = 'none' | 'along' | 'turned' | 'over';

/** By what ways are judged. */
export interface WayRules {
  readonly options: MatcherOptions;
  /** Whether a vehicle may turn round in the middle of a chain: not known where its fixes lie off the road. */
  readonly may_turn: boolean;
}

/** A place on a link: metres along the link's chain. */
export interface LinkPlace {
  readonly link: number;
  readonly at_m: number;
}

/** The step between two fixes. */
export interface Step {
  /** Metres on the straight. */
  readonly straight_m: number;
  readonly elapsed_s: number;
}

/**
 * The likeliest way of a vehicle between two fixes, from one place to another, and how likely it is: |route − straight|
 * with a scale that grows with the time between the fixes (Newson and Krumm 2009), turning round, and speeds that the
 * road does not allow. First a step is measured, then a place is left, then places are arrived at.
 */
export class Way {
  /** What the last call of `arrive` found. */
  kind: WayKind = 'none';
  route_m = 0;
  extra_m = 0;
  row = -1;
  /** The step between two fixes: metres on the straight, time, scale of detours, longest way that is plausible at all. */
  straight_m = 0;
  elapsed_s = 0;
  #rules: WayRules;
  #beta_m = 0;
  #plausible_m = 0;
  /** The place left. */
  #chain = 0;
  #at_m = 0;
  #rest_m = 0;
  #back = NONE_U32;
  #limit_kmh = 0;
  /** How far rows of the open list are known to reach, m from the place left. */
  #open_m = 0;
  readonly table: ReachTable;
  readonly #loops: SmallLoops;
  readonly #limits: Uint8Array;
  readonly #chains: Chains;

  constructor(network: RoadNetwork, chains: Chains, options: MatcherOptions, lists?: ReachLists) {
    this.#rules = { options, may_turn: true };
    const { reach_m, u_turn_m, table_bytes } = options;
    this.table = new ReachTable(chains, { bound_m: reach_m, u_turn_m, budget_bytes: table_bytes }, lists);
    this.#loops = new SmallLoops(chains);
    this.#limits = network.link_limit_kmh;
    this.#chains = chains;
  }

  /** Sets the step that all ways take until the next call. */
  measure({ straight_m, elapsed_s }: Step, rules: WayRules): void {
    const { beta_m, beta_m_per_s, implausible } = rules.options;
    this.#rules = rules;
    this.straight_m = straight_m;
    this.elapsed_s = elapsed_s;
    this.#beta_m = beta_m + beta_m_per_s * Math.min(60, elapsed_s);
    this.#plausible_m = straight_m - implausible * this.#beta_m;
  }

  /** Sets the place that ways start from until the next call. */
  leave(link: number, at_m: number): void {
    this.#chain = this.#chains.of_link[link];
    this.#at_m = at_m;
    this.#rest_m = this.#chains.length_m[this.#chain] - at_m;
    this.#back = this.#chains.reverse[this.#chain];
    this.#limit_kmh = Math.max(this.#limits[link], SLOWEST_LIMIT_KMH);
    this.#open_m = Number.NEGATIVE_INFINITY;
  }

  /** Log-likelihood of the way to a place; -Infinity when there is none, or none that may have been driven. */
  arrive(link: number, chain: number, at_m: number): number {
    const limit_kmh = Math.max(this.#limit_kmh, this.#limits[link]);
    const fastest_m = ((limit_kmh * IMPOSSIBLE) / 3.6) * this.elapsed_s + 4 * this.#rules.options.sigma_m;
    const longest_m = Math.min(Math.max(fastest_m, 1.2 * this.straight_m), this.#plausible_m);
    this.#find(chain, at_m, longest_m);
    if (this.kind === 'none' || this.route_m > longest_m) return -Infinity;
    const allowed_m = (fastest_m * SPEEDING) / IMPOSSIBLE;
    const excess_m = Math.max(0, this.route_m - Math.max(allowed_m, this.straight_m));
    const likelihood = -(Math.abs(this.route_m - this.straight_m) + this.extra_m + excess_m) / this.#beta_m;
    return likelihood < this.#rules.options.implausible ? -Infinity : likelihood;
  }

  /** Finds a way that was found before. */
  recall(from: LinkPlace, to_place: LinkPlace, rules: WayRules): void {
    const to = this.#chains.of_link[to_place.link];
    const to_m = to_place.at_m;
    this.#rules = rules;
    this.leave(from.link, from.at_m);
    this.table.open(this.#chain, 0);
    this.#open_m = Number.POSITIVE_INFINITY;
    this.#find(to, to_m, Number.POSITIVE_INFINITY);
    if (this.kind !== 'none') return;
    // The list that had it is forgotten.
    this.table.open(this.#chain, Number.POSITIVE_INFINITY);
    this.#find(to, to_m, Number.POSITIVE_INFINITY);
  }

  #find(chain: number, at_m: number, longest_m: number): void {
    const ahead_m = at_m - this.#at_m;
    if (chain === this.#chain && ahead_m >= -this.#rules.options.backwards_m) {
      this.#set('along', Math.max(0, ahead_m), 0, -1);
      return;
    }
    this.kind = 'none';
    if (this.#rest_m + at_m <= longest_m) this.#over(chain, at_m, longest_m);
    if (chain === this.#back && this.#rules.may_turn) this.#turn(at_m);
  }

  #over(chain: number, at_m: number, longest_m: number): void {
    if (longest_m > this.#open_m) {
      this.table.open(this.#chain, longest_m - this.#rest_m);
      this.#open_m = longest_m;
    }
    const row = this.table.row(chain);
    if (row >= 0)
      this.#set('over', this.#rest_m + this.table.distance_m(row) + at_m, this.table.extra_m(row), row);
  }

  /** Turning round on the chain itself, before or after passing the other place. */
  #turn(at_m: number): void {
    const route_m = Math.abs(this.#chains.length_m[this.#chain] - at_m - this.#at_m);
    const is_before_loop =
      Math.min(this.#rest_m, at_m) < SMALL_LOOP_M / 2 && this.#loops.leadsBack(this.#chain);
    if (is_before_loop) return;
    const extra_m = this.#rules.options.u_turn_m;
    if (this.kind === 'none' || route_m + extra_m < this.route_m + this.extra_m)
      this.#set('turned', route_m, extra_m, -1);
  }

  #set(kind: WayKind, route_m: number, extra_m: number, row: number): void {
    this.kind = kind;
    this.route_m = route_m;
    this.extra_m = extra_m;
    this.row = row;
  }
}
