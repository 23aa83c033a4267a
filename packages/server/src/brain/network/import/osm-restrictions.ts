import { type RawBan, ROAD_USERS, type RoadUser, USER_BIT } from '@opentocc/core/network';
import type { Dropped } from './dropped.ts';
import { ACCESS_KEYS, type Tags, usersNamed } from './osm-access.ts';

export interface OsmMember {
  readonly type: 'node' | 'way' | 'relation';
  readonly ref: number;
  readonly role: string;
}

/** A turn restriction as tagged. */
export interface OsmRestriction {
  readonly kind: 'no' | 'only';
  /** Mask of the road users that it holds for. */
  readonly users: number;
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** The node, or the ways in any order, between. */
  readonly via_node: number | undefined;
  readonly via_ways: readonly number[];
}

/** What restrictions are turned into bans with. */
export interface RestrictionContext {
  /** Links of a way that end at a node, and that start there. */
  linksInto(way: number, node: number): readonly number[];
  linksOutOf(way: number, node: number): readonly number[];
  /** All links that start at a node. */
  outOf(node: number): readonly number[];
  /** Nodes where links of a way begin or end. */
  nodesOf(way: number): readonly number[];
  /** Links along a way from one of its nodes to another, in driving order; empty when it cannot be driven so. */
  along(way: number, from: number, to: number): readonly number[];
}

/** Tags of a restriction that holds at certain times, in the form from before `restriction:conditional`. */
const TIMES = ['hour_on', 'hour_off', 'day_on', 'day_off'];

/**
 * Reads a relation: one restriction for each kind of turn that it forbids to some road users. Those for other vehicles,
 * at certain times, or incomplete are counted and left out.
 */
export function readRestriction(
  tags: Tags,
  members: readonly OsmMember[],
  dropped: Dropped,
): readonly OsmRestriction[] {
  if (tags.type !== 'restriction') return [];
  const values = valuesOf(tags);
  if (values.size === 0) return drop(dropped, 'restriction_of_other_vehicles_or_times');
  const excepted = usersNamed(tags.except ?? '');
  if ([...values.values()].every((users) => (users & ~excepted) === 0))
    return drop(dropped, 'restriction_excepts_cars');
  const refs = (role: string, type: string) =>
    members.filter((member) => member.role === role && member.type === type).map(({ ref }) => ref);
  const ways = {
    from: refs('from', 'way'),
    to: refs('to', 'way'),
    via_node: refs('via', 'node')[0],
    via_ways: refs('via', 'way'),
  };
  const hasVia = ways.via_node !== undefined || ways.via_ways.length > 0;
  const kinds = [...values].map(([value, users]) => ({ kind: kindOf(value), users: users & ~excepted }));
  if (ways.from.length === 0 || ways.to.length === 0 || !hasVia || kinds.some(({ kind }) => !kind))
    return drop(dropped, 'restriction_incomplete');
  return kinds.flatMap(({ kind, users }) => (kind && users !== 0 ? [{ kind, users, ...ways }] : []));
}

function kindOf(value: string): 'no' | 'only' | undefined {
  if (value.startsWith('no_')) return 'no';
  return value.startsWith('only_') ? 'only' : undefined;
}

/** Values that hold at every hour, each with the road users for whom it is the narrowest. */
function valuesOf(tags: Tags): Map<string, number> {
  const values = new Map<string, number>();
  if (TIMES.some((key) => tags[key] !== undefined)) return values;
  for (const user of ROAD_USERS) {
    const value = valueFor(tags, user);
    if (value !== undefined && !value.includes('@'))
      values.set(value, (values.get(value) ?? 0) | USER_BIT[user]);
  }
  return values;
}

function valueFor(tags: Tags, user: RoadUser): string | undefined {
  const keys = [...ACCESS_KEYS[user].map((key) => `restriction:${key}`), 'restriction'];
  return keys.map((key) => tags[key]).find((value) => value !== undefined);
}

/** Where a restriction takes hold: the links that lead to the turn, and those that it names behind it. */
interface Approach {
  readonly lead: readonly number[];
  readonly node: number;
  readonly targets: readonly number[];
}

/** An approach from which only some turns are allowed. */
interface Mandate extends Pick<Approach, 'lead' | 'node'> {
  /** Users that are bound, and for each link that they may take, which of them. */
  users: number;
  readonly allowed: Map<number, number>;
}

/**
 * Sequences of links that restrictions ban. Several `only_…` of one approach together allow what each of them allows;
 * one that leaves nothing to ban is fulfilled. Those whose ways do not meet as they should are counted.
 */
export function bansOf(
  restrictions: readonly OsmRestriction[],
  context: RestrictionContext,
  dropped: Dropped,
): RawBan[] {
  const bans: RawBan[] = [];
  const mandates = new Map<string, Mandate>();
  for (const restriction of restrictions) {
    const approaches = approachesOf(restriction, context);
    if (approaches.length === 0) dropped.add('restriction_does_not_connect');
    for (const approach of approaches) {
      if (restriction.kind === 'only') addMandate(mandates, approach, restriction.users);
      else
        for (const target of approach.targets)
          bans.push({ links: [...approach.lead, target], users: restriction.users });
    }
  }
  return [...bans, ...[...mandates.values()].flatMap((mandate) => bansBy(mandate, context))];
}

/** What a mandate leaves no way: all links out of its node but those that it allows. */
function bansBy({ lead, node, users, allowed }: Mandate, context: RestrictionContext): RawBan[] {
  return context.outOf(node).flatMap((out) => {
    const banned = users & ~(allowed.get(out) ?? 0);
    return banned === 0 ? [] : [{ links: [...lead, out], users: banned }];
  });
}

function addMandate(mandates: Map<string, Mandate>, { lead, node, targets }: Approach, users: number): void {
  const key = lead.join();
  const mandate = mandates.get(key) ?? { lead, node, users: 0, allowed: new Map<number, number>() };
  mandates.set(key, mandate);
  mandate.users |= users;
  for (const target of targets) mandate.allowed.set(target, (mandate.allowed.get(target) ?? 0) | users);
}

function approachesOf(
  { from, to, via_node, via_ways }: OsmRestriction,
  context: RestrictionContext,
): Approach[] {
  const pairs = from.flatMap((first) => to.map((last) => [first, last] as const));
  return pairs.flatMap(([first, last]) => {
    const starts = via_node === undefined ? context.nodesOf(first) : [via_node];
    return starts.flatMap((start) =>
      walks(via_node === undefined ? via_ways : [], start, context).flatMap(({ node, links }) => {
        const targets = context.linksOutOf(last, node);
        if (targets.length === 0) return [];
        return context
          .linksInto(first, start)
          .map((into): Approach => ({ lead: [into, ...links], node, targets }));
      }),
    );
  });
}

/** Ways to drive all via ways, in whatever order they connect, from a node on. */
function walks(
  ways: readonly number[],
  start: number,
  context: RestrictionContext,
): { node: number; links: readonly number[] }[] {
  if (ways.length === 0) return [{ node: start, links: [] }];
  return ways.flatMap((way, i) =>
    context.nodesOf(way).flatMap((end) => {
      const links = context.along(way, start, end);
      if (links.length === 0) return [];
      return walks(ways.toSpliced(i, 1), end, context).map((rest) => ({
        node: rest.node,
        links: [...links, ...rest.links],
      }));
    }),
  );
}

function drop(dropped: Dropped, reason: string): readonly OsmRestriction[] {
  dropped.add(reason);
  return [];
}
