import type { IndexLinks, IndexScope, IndexValue, WorstRoad } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { aggregateLinks, type GroupValues, type LinkStates } from '@opentocc/core/traffic';
import type { Area } from '../../kit/area.ts';
import type { IndexReach } from './area.ts';
import type { ConfigBook } from './config-book.ts';
import { indicesErrors } from './errors.ts';
import { type Grouping, membersOf } from './grouping.ts';
import { groupingOfLink, SCOPE_NAMES } from './groups.ts';
import { linksBehind } from './links-behind.ts';
import { valuesOf } from './model.ts';
import { worstRoadsOf } from './worst-roads.ts';

/** Windows cached in memory until history surely has them. */
const RECENT_WINDOWS = 3;
/** Scopes that are published to screens each minute; the rest they request. */
const LIVE: ReadonlySet<IndexScope> = new Set(['city', 'district', 'class']);

/** One window computed: what it rests on, and what it says by grouping. */
export interface Computed {
  readonly states: LinkStates;
  readonly columns: readonly GroupValues[];
  readonly values: readonly IndexValue[];
}

export interface IndexNowDeps {
  readonly network: RoadNetwork;
  readonly book: ConfigBook;
  readonly groupings: readonly Grouping[];
  readonly reach: IndexReach;
}

/** The indices of the newest window. */
export class IndexNow {
  private last: Computed | null = null;
  private readonly newest = new Map<IndexScope, ReadonlyMap<string, IndexValue>>();
  /** The newest windows, the last one last. */
  private readonly recent: LinkStates[] = [];

  constructor(private readonly deps: IndexNowDeps) {}

  /** All values of a window. */
  compute(states: LinkStates): Computed {
    const { network, book, groupings } = this.deps;
    const config = book.at(states.window_start_ms);
    const links_of_groups = groupings.map(({ links }) => links);
    const columns = aggregateLinks(network, states, links_of_groups, config);
    const values = groupings.flatMap((grouping, i) => valuesOf(grouping, columns[i], states, config));
    return { states, columns, values };
  }

  /** Takes a window as the newest. @returns its values */
  take(states: LinkStates): readonly IndexValue[] {
    this.last = this.compute(states);
    this.recent.push(states);
    if (this.recent.length > RECENT_WINDOWS) this.recent.shift();
    const { values } = this.last;
    for (const scope of new Set(values.map((value) => value.scope)))
      this.newest.set(
        scope,
        new Map(values.filter((value) => value.scope === scope).map((value) => [value.key, value])),
      );
    return values;
  }

  /** City, districts and classes of the newest window; empty before the first. */
  live(): IndexValue[] {
    return this.last?.values.filter(({ scope }) => LIVE.has(scope)) ?? [];
  }

  recentStates(window_end_ms: number): LinkStates | undefined {
    return this.recent.find((states) => states.window_end_ms === window_end_ms);
  }

  /** All values of a scope now, links excepted: there are too many, each is asked for by {@link ofLink}. */
  current(scope: IndexScope): IndexValue[] {
    return [...(this.newest.get(scope)?.values() ?? [])];
  }

  /** The value of one link now. @throws AppError when there is no such link or no value yet */
  ofLink(link: number): IndexValue {
    const { network, book } = this.deps;
    if (!(link < network.link_count)) throw indicesErrors.no_such_key({ scope: SCOPE_NAMES.link, key: link });
    if (!this.last) throw indicesErrors.no_value_yet();
    const { states } = this.last;
    const config = book.at(states.window_start_ms);
    const grouping = groupingOfLink(network, link);
    const [columns] = aggregateLinks(network, states, [grouping.links], config);
    return valuesOf(grouping, columns, states, config)[0];
  }

  /** The most congested roads now within an area, worst first. */
  worstRoads(limit: number, area: Area): WorstRoad[] {
    return this.last ? this.worstOf(this.last, limit, area) : [];
  }

  /** The most congested roads of a window within an area, worst first. */
  worstOf({ columns }: Computed, limit: number, area: Area): WorstRoad[] {
    const { network, groupings, reach } = this.deps;
    const roads = groupings.findIndex(({ groups }) => groups[0]?.scope === 'road');
    if (roads < 0) return [];
    return worstRoadsOf(network, groupings[roads], columns[roads], limit, ({ key }) =>
      reach.value(area, 'road', key),
    );
  }

  /**
   * The links behind a value now.
   * @param position of the group within its grouping
   * @throws AppError when there is no value yet
   */
  links(
    scope: IndexScope,
    key: string,
    of: { grouping: Grouping; position: number },
    limit: number,
  ): IndexLinks {
    const { network, book } = this.deps;
    const value = scope === 'link' ? this.ofLink(Number(key)) : this.newest.get(scope)?.get(key);
    if (!this.last || !value) throw indicesErrors.no_value_yet();
    const { states } = this.last;
    const config = book.at(states.window_start_ms);
    return linksBehind(network, states, config, membersOf(of.grouping, of.position), value, limit);
  }
}
