import type { LinkSpec, MovementSpec, NetworkSpec } from '@opentocc/core/simulation';
import { criticalGap, crossingTime, freeSpeed, SUMO_DRIVER } from './junction-loss.ts';
import type { SumoConnection, SumoEdge, SumoNet } from './net-rows.ts';
import { controllersOf, type Way } from './signal-spec.ts';
import { SUMO_TUNING, type SumoTuning } from './tuning.ts';

/**
 * A SUMO network as the simulation builds it: every lane is a queue of its own, and vehicles take the shortest of those
 * that lead where they want; right of way is that of the junctions' requests, signals are those of the file.
 */
export function sumoSpec(
  net: SumoNet,
  tuning: SumoTuning = SUMO_TUNING,
): NetworkSpec & { linkOf: Map<string, number> } {
  const nodes = [...new Set(net.edges.flatMap(({ from, to }) => [from, to]))];
  const nodeOf = new Map(nodes.map((id, i) => [id, i]));
  const linkOf = new Map(net.edges.map(({ id }, i) => [id, i]));
  const connections = net.connections.filter(
    ({ from, to, fromLane }) =>
      linkOf.has(to) && net.edges[linkOf.get(from) ?? -1]?.lanes.some(({ index }) => index === fromLane),
  );
  const groups = lanesWithWay(net.edges, connections);
  const before_m = lengthsBefore(net, connections);
  const links = net.edges.map((edge, i) =>
    linkSpec(edge, { queues: groups[i].length, before_m: before_m.get(edge.id) ?? 0 }, nodeOf, tuning),
  );
  const { movements, ways } = movementsOf(net, connections, linkOf, groups, tuning);
  return { nodes, links, movements, controllers: controllersOf(net, ways, tuning), linkOf };
}

function linkSpec(
  edge: SumoEdge,
  { queues, before_m }: { readonly queues: number; readonly before_m: number },
  nodeOf: ReadonlyMap<string, number>,
  tuning: SumoTuning,
): LinkSpec {
  const [{ length_m }] = edge.lanes;
  const speed_mps = speedOf(edge);
  const wave_mps = tuning.spacing_m / tuning.reaction_s;
  const jam_density_vpm = 1 / tuning.spacing_m;
  const lanes = Math.max(1, queues);
  return {
    id: edge.id,
    from: nodeOf.get(edge.from) ?? 0,
    to: nodeOf.get(edge.to) ?? 0,
    length_m: Math.max(length_m, 1),
    lanes,
    speed_mps,
    wave_mps,
    jam_density_vpm,
    storage_pcu: jam_density_vpm * lanes * roomOf(Math.max(length_m, 1), before_m, tuning),
    capacity_vps: (speed_mps * wave_mps * jam_density_vpm) / (speed_mps + wave_mps),
    groups: Array.from({ length: lanes }, () => ({ lanes: 1, length_m: Math.max(length_m, 1) })),
  };
}

const speedOf = ({ lanes }: SumoEdge): number => freeSpeed(lanes[0].speed_mps, SUMO_DRIVER);

/** Cars that are on the way over a junction to one lane at a time. */
const UNDER_WAY = 3;

/**
 * Length on which vehicles stand, m. Vehicles under way over a junction are on the link behind it already: where that is a
 * few metres long, as within large junctions, the junction's own length is their room, or each would block the next.
 */
function roomOf(length_m: number, before_m: number, { spacing_m }: SumoTuning): number {
  return Math.max(length_m, Math.min(length_m + before_m, UNDER_WAY * spacing_m));
}

/** Longest way over a junction to each edge, m. */
function lengthsBefore(net: SumoNet, connections: readonly SumoConnection[]): Map<string, number> {
  const longest = new Map<string, number>();
  for (const { to, via } of connections)
    longest.set(to, Math.max(longest.get(to) ?? 0, net.internal.get(via ?? '')?.length_m ?? 0));
  return longest;
}

/** Lanes of each edge that lead on; all of an edge from which none does. */
function lanesWithWay(edges: readonly SumoEdge[], connections: readonly SumoConnection[]): number[][] {
  const used = new Map<string, Set<number>>();
  for (const { from, fromLane } of connections) used.set(from, (used.get(from) ?? new Set()).add(fromLane));
  return edges.map(({ id, lanes }) => {
    const own = lanes.map(({ index }) => index);
    const leading = own.filter((index) => used.get(id)?.has(index));
    return leading.length > 0 ? leading : own;
  });
}

function movementsOf(
  net: SumoNet,
  connections: readonly SumoConnection[],
  linkOf: ReadonlyMap<string, number>,
  groups: readonly (readonly number[])[],
  tuning: SumoTuning,
) {
  const movements: (MovementSpec & { yields_to: number[] })[] = [];
  const known = new Map<string, number>();
  const ways: Way[] = [];
  for (const connection of connections) {
    const from = linkOf.get(connection.from) ?? 0;
    const to = linkOf.get(connection.to) ?? 0;
    const key = `${from} ${connection.fromLane} ${to}`;
    let movement = known.get(key);
    if (movement === undefined) {
      movement = movements.length;
      known.set(key, movement);
      movements.push({
        from,
        to,
        group: groups[from].indexOf(connection.fromLane),
        saturation_vps: 1 / tuning.saturation_s,
        crossing_s: crossingTime(
          net,
          connection,
          { from_mps: speedOf(net.edges[from]), to_mps: speedOf(net.edges[to]) },
          SUMO_DRIVER,
        ),
        critical_gap_s: criticalGap(net, connection, SUMO_DRIVER),
        weight: Math.max(1, net.edges[from].priority),
        yields_to: [],
      });
    }
    ways.push({ movement, connection, junction: net.edges[from].to, request: requestOf(connection.via) });
  }
  addYields(net, ways, movements);
  return { movements, ways };
}

/** ":J_4_1": the second lane of the internal edge that begins with request 4. */
function requestOf(via: string | undefined): number {
  const [, edge, lane] = /_(\d+)_(\d+)$/.exec(via ?? '') ?? [];
  return edge === undefined ? -1 : Number(edge) + Number(lane);
}

function addYields(net: SumoNet, ways: readonly Way[], movements: readonly Yielding[]): void {
  const byJunction = new Map<string, Way[]>();
  for (const way of ways) {
    const own = byJunction.get(way.junction);
    if (own) own.push(way);
    else byJunction.set(way.junction, [way]);
  }
  for (const own of byJunction.values())
    for (const way of own) addYieldsOf(way, own, { response: responseOf(net, way), movements });
}

interface Yielding {
  readonly from: number;
  readonly yields_to: number[];
}

/** To which requests of its junction a way gives way: "1" by request, the last first. */
const responseOf = (net: SumoNet, { junction, request }: Way): string =>
  net.responses.get(junction)?.get(request) ?? '';

interface Precedence {
  readonly response: string;
  readonly movements: readonly Yielding[];
}

function addYieldsOf(way: Way, own: readonly Way[], { response, movements }: Precedence): void {
  const { yields_to, from } = movements[way.movement];
  for (const foe of own) {
    const isAbove = response[response.length - 1 - foe.request] === '1';
    const isOther = movements[foe.movement].from !== from;
    if (isAbove && isOther && !yields_to.includes(foe.movement)) yields_to.push(foe.movement);
  }
}
