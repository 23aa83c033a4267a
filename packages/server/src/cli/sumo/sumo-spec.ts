import type {
  ControllerSpec,
  LinkSpec,
  MovementSpec,
  NetworkSpec,
  ProgramSpec,
} from '@opentocc/core/simulation';
import type { SumoConnection, SumoEdge, SumoNet, SumoProgram } from './net-rows.ts';

/** What SUMO's vehicle model means for a link. */
export interface SumoTuning {
  /** Room of a car at a standstill: length and minGap, m. */
  readonly spacing_m: number;
  /** Newell's reaction time that stands for Krauss's τ with its imperfection, s. */
  readonly reaction_s: number;
  /** Saturation headway at junctions, s. */
  readonly saturation_s: number;
  readonly startup_lost_s: number;
  readonly critical_gap_s: number;
  /** Part of the yellow in which vehicles still go, s. */
  readonly yellow_used_s: number;
}

export const SUMO_TUNING: SumoTuning = {
  spacing_m: 7,
  reaction_s: 1.2,
  saturation_s: 1.9,
  startup_lost_s: 1.5,
  critical_gap_s: 3.5,
  yellow_used_s: 1,
};

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
  const links = net.edges.map((edge, i) => linkSpec(edge, groups[i].length, nodeOf, tuning));
  const { movements, ways } = movementsOf(net, connections, linkOf, groups, tuning);
  return { nodes, links, movements, controllers: controllersOf(net, ways, tuning), linkOf };
}

function linkSpec(
  edge: SumoEdge,
  queues: number,
  nodeOf: ReadonlyMap<string, number>,
  tuning: SumoTuning,
): LinkSpec {
  const [{ length_m, speed_mps }] = edge.lanes;
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
    capacity_vps: (speed_mps * wave_mps * jam_density_vpm) / (speed_mps + wave_mps),
    groups: Array.from({ length: lanes }, () => ({ lanes: 1, length_m: Math.max(length_m, 1) })),
  };
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

/** A way over a junction: its movement, its signal, and its place in the requests. */
interface Way {
  readonly movement: number;
  readonly connection: SumoConnection;
  readonly junction: string;
  readonly request: number;
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
        crossing_s: crossingOf(net, connection.via),
        critical_gap_s: tuning.critical_gap_s,
        weight: Math.max(1, net.edges[from].priority),
        yields_to: [],
      });
    }
    ways.push({ movement, connection, junction: net.edges[from].to, request: requestOf(connection.via) });
  }
  addYields(net, ways, movements);
  return { movements, ways };
}

function crossingOf({ internal_s, internal_next }: SumoNet, via: string | undefined): number {
  let [lane, time_s] = [via, 0];
  while (lane !== undefined) {
    time_s += internal_s.get(lane) ?? 0;
    lane = internal_next.get(lane);
  }
  return time_s;
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

function controllersOf(net: SumoNet, ways: readonly Way[], tuning: SumoTuning): ControllerSpec[] {
  const bySignal = new Map<string, Way[]>();
  for (const way of ways) {
    const { signal } = way.connection;
    if (signal !== undefined) bySignal.set(signal, [...(bySignal.get(signal) ?? []), way]);
  }
  return [...bySignal].flatMap(([id, own]) => {
    const program = net.programs.get(id);
    return program
      ? [{ id, programs: [program.actuated ? actuated(program, own, tuning) : fixed(program, own, tuning)] }]
      : [];
  });
}

function fixed(program: SumoProgram, ways: readonly Way[], tuning: SumoTuning): ProgramSpec {
  const starts: number[] = [];
  const cycle_s = program.phases.reduce((sum, { duration_s }) => {
    starts.push(sum);
    return sum + duration_s;
  }, 0);
  const greens = uniqueMovements(ways).flatMap(({ movement, connection }) =>
    greensOf(program, connection.signalIndex, starts, tuning).map((green) => ({ ...green, movement })),
  );
  return { actuated: false, cycle_s, offset_s: program.offset_s, greens };
}

/** Phases in which a link is green without a break are one green; it begins later by the lost time and ends in the yellow. */
function greensOf(program: SumoProgram, index: number, starts: readonly number[], tuning: SumoTuning) {
  const greens: { start: number; end: number; permissive: boolean }[] = [];
  let isOn = false;
  program.phases.forEach(({ duration_s, state }, p) => {
    const light = state[index];
    const isGreen = light === 'G' || light === 'g';
    const last = greens[greens.length - 1];
    if (isGreen && isOn) {
      greens[greens.length - 1] = {
        start: last.start,
        end: starts[p] + duration_s,
        permissive: light === 'g',
      };
    } else if (isGreen)
      greens.push({
        start: starts[p] + (p === 0 ? 0 : tuning.startup_lost_s),
        end: starts[p] + duration_s,
        permissive: light === 'g',
      });
    else if (light === 'y' && isOn)
      greens[greens.length - 1] = { ...last, end: last.end + Math.min(duration_s, tuning.yellow_used_s) };
    isOn = isGreen;
  });
  return greens.filter(({ start, end }) => end > start);
}

function actuated(program: SumoProgram, ways: readonly Way[], tuning: SumoTuning): ProgramSpec {
  const isGreenPhase = program.phases.map(({ state }) => /[Gg]/.test(state) && !/y/.test(state));
  const order = program.phases.flatMap((_, p) => (isGreenPhase[p] ? [p] : []));
  const phases = order.map((p, i) => {
    const end = order[i + 1] ?? program.phases.length;
    const clearance_s = program.phases.slice(p + 1, end).reduce((sum, { duration_s }) => sum + duration_s, 0);
    const { min_s, max_s } = program.phases[p];
    return {
      min_s,
      max_s,
      extension_s: 3,
      clearance_s,
      lost_s: Math.max(0, tuning.startup_lost_s - tuning.yellow_used_s),
    };
  });
  const greens = uniqueMovements(ways).flatMap(({ movement, connection }) =>
    order.flatMap((p, phase) => {
      const light = program.phases[p].state[connection.signalIndex];
      return light === 'G' || light === 'g'
        ? [{ movement, start: phase, end: phase, permissive: light === 'g' }]
        : [];
    }),
  );
  return { actuated: true, cycle_s: 0, offset_s: 0, greens, phases };
}

function uniqueMovements(ways: readonly Way[]): Way[] {
  return [...new Map(ways.map((way) => [way.movement, way])).values()];
}
