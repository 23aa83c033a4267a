import type { LaneGroupSpec, LinkSpec, MovementSpec } from '../network-spec.ts';
import { flowOf } from './compile-links.ts';
import { conflictsOf } from './conflicts.ts';
import type { Findings, Ids } from './findings.ts';
import type { Scenario } from './scenario.ts';
import type { Turn } from './turn.ts';

export interface CompiledMovements {
  /** Links with their lane groups. */
  readonly links: readonly LinkSpec[];
  readonly movements: readonly MovementSpec[];
  /** Number of the movement between two links; undefined where there is none. */
  find(from: number, to: number): number | undefined;
}

/** The gap in HCM 2010's 1130 · e^(−0.001 q) for one lane at a roundabout, and a usual one for a minor road. */
const GAP_S = { roundabout: 5.2, other: 4.5 } as const;
/** Time between two vehicles that take the same gap. */
const FOLLOW_UP_S = { roundabout: 3.2, other: 3 } as const;

/**
 * Movements of a scenario: those listed, and for links from which none is listed all that are possible but U-turns. Lane
 * groups follow from what they say of their lanes.
 */
export function compileMovements(
  scenario: Scenario,
  links: readonly LinkSpec[],
  linkIds: Ids,
  classMask: (classes: readonly string[] | undefined, at: string) => number | undefined,
  findings: Findings,
): CompiledMovements {
  const listed = listMovements(scenario, links, linkIds, findings);
  const banned = new Set(
    (scenario.turn_bans ?? []).map(({ from, to }, i) => {
      linkIds.get(from, `turn_bans[${i}]`);
      linkIds.get(to, `turn_bans[${i}]`);
      return `${from}\n${to}`;
    }),
  );
  const turns = allTurns(links, listed).filter(
    ({ from, to }) => !banned.has(`${links[from].id}\n${links[to].id}`),
  );
  const number = new Map(turns.map(({ from, to }, i) => [from * links.length + to, i]));
  const find = (from: number, to: number) => number.get(from * links.length + to);
  const grouped = laneGroups(links, turns, findings);
  const priority = conflictsOf(scenario, links, turns);
  const movements = turns.map(({ from, to, said, at }, i): MovementSpec => {
    const yields = said?.yields_to?.flatMap((turn) => {
      const [a, b] = [linkIds.get(turn.from, at), linkIds.get(turn.to, at)];
      const foe = a === undefined || b === undefined ? undefined : find(a, b);
      if (foe === undefined) findings.error('not_adjacent', at, { from: turn.from, to: turn.to });
      return foe === undefined ? [] : [foe];
    });
    const yields_to = yields ?? priority.yields[i];
    const kind = priority.isRoundabout[i] ? 'roundabout' : 'other';
    const follow_up_s = said?.follow_up_s ?? (yields_to.length > 0 ? FOLLOW_UP_S[kind] : 0);
    const own_vps = flowOf(said?.saturation_flow_vps, said?.saturation_flow_vph);
    return {
      from,
      to,
      group: grouped.groupOf[i],
      saturation_vps: own_vps ?? (follow_up_s > 0 ? grouped.lanesOf[i] / follow_up_s : undefined),
      crossing_s: said?.crossing_s,
      weight: said?.merge_weight ?? scenario.links[from]?.merge_weight,
      critical_gap_s: said?.critical_gap_s ?? GAP_S[kind],
      yields_to,
      classes: classMask(said?.classes, at),
    };
  });
  return { links: grouped.links, movements, find };
}

function listMovements(
  { movements = [] }: Scenario,
  links: readonly LinkSpec[],
  linkIds: Ids,
  findings: Findings,
): Turn[] {
  return movements.flatMap((said, i) => {
    const at = `movements[${i}]`;
    const [from, to] = [linkIds.get(said.from, at), linkIds.get(said.to, at)];
    if (from === undefined || to === undefined) return [];
    if (links[from].to !== links[to].from) {
      findings.error('not_adjacent', at, { from: said.from, to: said.to });
      return [];
    }
    return [{ from, to, said, at }];
  });
}

function allTurns(links: readonly LinkSpec[], listed: readonly Turn[]): Turn[] {
  const hasListed = new Set(listed.map(({ from }) => from));
  const leaving = new Map<number, number[]>();
  links.forEach((link, i) => {
    leaving.set(link.from, [...(leaving.get(link.from) ?? []), i]);
  });
  const rest = links.flatMap((link, from): Turn[] => {
    if (hasListed.has(from)) return [];
    const next = leaving.get(link.to) ?? [];
    const onward = next.filter((to) => links[to].to !== link.from || to === from);
    return (onward.length > 0 ? onward : next).map((to) => ({ from, to, at: `links[${from}]` }));
  });
  return [...listed, ...rest].sort((a, b) => a.from - b.from);
}

/**
 * Lanes of a movement with a pocket are beside those of the link; lanes of its own without a pocket are some of the link's,
 * over its whole length. The other movements share the lanes that are left.
 */
function laneGroups(links: readonly LinkSpec[], turns: readonly Turn[], findings: Findings) {
  const groupOf = new Array<number>(turns.length).fill(0);
  const lanesOf = turns.map(({ from }) => links[from].lanes);
  const byLink = new Map<number, number[]>();
  turns.forEach(({ from }, i) => {
    byLink.set(from, [...(byLink.get(from) ?? []), i]);
  });
  const built = links.map((link, index) => {
    const own = (byLink.get(index) ?? []).map((i) => ({ i, key: groupKey(turns[i]) }));
    const keys = [...new Set(own.flatMap(({ key }) => key ?? []))];
    if (keys.length === 0) return link;
    const named = keys.map((key) =>
      namedGroup(
        link,
        own.filter((m) => m.key === key).map(({ i }) => turns[i]),
      ),
    );
    const apart_m = Math.max(...named.map(({ length_m }) => length_m));
    const taken = named.reduce((sum, { lanes, isBeside }) => sum + (isBeside ? 0 : lanes), 0);
    const shares = own.some(({ key }) => key === undefined);
    if (taken > link.lanes || (shares && taken === link.lanes))
      findings.error('no_lanes_left', `links[${index}]`, { id: link.id, lanes: link.lanes, taken });
    const groups: LaneGroupSpec[] = named.map(({ lanes, length_m }) => ({ lanes, length_m }));
    if (shares) groups.push({ lanes: Math.max(1, link.lanes - taken), length_m: apart_m });
    for (const { i, key } of own) {
      groupOf[i] = key === undefined ? groups.length - 1 : keys.indexOf(key);
      lanesOf[i] = groups[groupOf[i]].lanes;
    }
    return { ...link, groups };
  });
  return { links: built, groupOf, lanesOf };
}

/** What tells the lane group of a movement from the others of its link; undefined when it shares the link's lanes. */
function groupKey({ said, to }: Turn): string | undefined {
  if (said?.lane_group !== undefined) return `group ${said.lane_group}`;
  return said?.pocket_length_m !== undefined || said?.lanes !== undefined ? `to ${to}` : undefined;
}

function namedGroup(link: LinkSpec, turns: readonly Turn[]) {
  const pockets = turns.flatMap(({ said }) => said?.pocket_length_m ?? []);
  const lanes = Math.max(1, ...turns.flatMap(({ said }) => said?.lanes ?? []));
  const length_m = Math.min(link.length_m, pockets.length > 0 ? Math.max(...pockets) : link.length_m);
  return { lanes, length_m, isBeside: pockets.length > 0 };
}
