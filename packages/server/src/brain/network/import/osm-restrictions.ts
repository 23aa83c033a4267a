import type { Dropped } from './dropped.ts';
import type { Tags } from './osm-tags.ts';

export interface OsmMember {
  readonly type: 'node' | 'way' | 'relation';
  readonly ref: number;
  readonly role: string;
}

/** A turn restriction as tagged. */
export interface OsmRestriction {
  readonly kind: 'no' | 'only';
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** The node, or the ways in driving order, between. */
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

const CAR = ['motorcar', 'motor_vehicle', 'vehicle'];

/** Reads a relation; restrictions for other vehicles, at certain times or incomplete are counted and left out. */
export function readRestriction(
  tags: Tags,
  members: readonly OsmMember[],
  dropped: Dropped,
): OsmRestriction | undefined {
  if (tags.type !== 'restriction') return undefined;
  const value = tags['restriction:motorcar'] ?? tags['restriction:motor_vehicle'] ?? tags.restriction;
  if (value === undefined) return drop(dropped, 'restriction_of_other_vehicles_or_times');
  if (tags.except?.split(';').some((vehicle) => CAR.includes(vehicle.trim())))
    return drop(dropped, 'restriction_excepts_cars');
  const kind = value.startsWith('no_') ? 'no' : value.startsWith('only_') ? 'only' : undefined;
  const refs = (role: string, type: string) =>
    members.filter((member) => member.role === role && member.type === type).map(({ ref }) => ref);
  const restriction = {
    from: refs('from', 'way'),
    to: refs('to', 'way'),
    via_node: refs('via', 'node')[0],
    via_ways: refs('via', 'way'),
  };
  const whole =
    restriction.from.length > 0 &&
    restriction.to.length > 0 &&
    (restriction.via_node !== undefined || restriction.via_ways.length > 0);
  if (!kind || !whole) return drop(dropped, 'restriction_incomplete');
  return { kind, ...restriction };
}

/** Sequences of links that a restriction bans; none, and counted, when its ways do not meet as they should. */
export function bansOf(
  restriction: OsmRestriction,
  context: RestrictionContext,
  dropped: Dropped,
): number[][] {
  const bans = restriction.from.flatMap((from) =>
    restriction.to.flatMap((to) =>
      restriction.via_node === undefined
        ? bansViaWays(restriction, from, to, context)
        : bansViaNode(restriction, from, to, restriction.via_node, context),
    ),
  );
  if (bans.length === 0) dropped.add('restriction_does_not_connect');
  return bans;
}

function bansViaNode(
  { kind }: OsmRestriction,
  from: number,
  to: number,
  via: number,
  context: RestrictionContext,
): number[][] {
  const targets = context.linksOutOf(to, via);
  if (targets.length === 0) return [];
  const banned = kind === 'no' ? targets : context.outOf(via).filter((link) => !targets.includes(link));
  return context.linksInto(from, via).flatMap((into) => banned.map((out) => [into, out]));
}

function bansViaWays(
  { kind, via_ways }: OsmRestriction,
  from: number,
  to: number,
  context: RestrictionContext,
): number[][] {
  const bans: number[][] = [];
  for (const start of context.nodesOf(from))
    for (const { end, links } of walks(via_ways, start, context)) {
      const targets = context.linksOutOf(to, end);
      if (targets.length === 0) continue;
      const banned = kind === 'no' ? targets : context.outOf(end).filter((link) => !targets.includes(link));
      for (const into of context.linksInto(from, start))
        for (const out of banned) bans.push([into, ...links, out]);
    }
  return bans;
}

/** Ways to drive all via ways one after the other, from a node on. */
function walks(
  ways: readonly number[],
  start: number,
  context: RestrictionContext,
): { end: number; links: readonly number[] }[] {
  let open: { end: number; links: readonly number[] }[] = [{ end: start, links: [] }];
  for (const way of ways)
    open = open.flatMap(({ end, links }) =>
      context
        .nodesOf(way)
        .map((node) => ({ end: node, links: [...links, ...context.along(way, end, node)] }))
        .filter((walk) => walk.links.length > links.length),
    );
  return open;
}

function drop(dropped: Dropped, reason: string): undefined {
  dropped.add(reason);
  return undefined;
}
