import { buildSections, type SectionColumns } from './build-sections.ts';
import { buildSignals } from './build-signals.ts';
import type { LinkSpec, MovementSpec, NetworkSpec } from './network-spec.ts';
import { ALL_CLASSES, type SimNetwork } from './sim-network.ts';

/** Gap that a movement needs where none is given: between HCM's right (3.3 s) and left turns (7.1 s) from a minor road. */
const DEFAULT_CRITICAL_GAP_S = 4.5;

/** Turns the description that converters make into the columns that the simulation runs on. */
export function buildSimNetwork(spec: NetworkSpec): SimNetwork {
  const { nodes, links, movements } = spec;
  const sections = buildSections(links);
  const turns = buildTurns(links, movements);
  const moves = buildMovements(links, movements, sections, turns);
  return {
    node_count: nodes.length,
    node_id: nodes,
    link_count: links.length,
    link_id: links.map(({ id }) => id),
    link_from: Int32Array.from(links, ({ from }) => from),
    link_to: Int32Array.from(links, ({ to }) => to),
    link_length_m: Float64Array.from(links, ({ length_m }) => length_m),
    link_lanes: Float64Array.from(links, ({ lanes }) => lanes),
    link_speed_mps: Float64Array.from(links, ({ speed_mps }) => speed_mps),
    link_classes: Uint32Array.from(links, ({ classes }) => classes ?? ALL_CLASSES),
    ...sections,
    ...turns,
    ...moves,
    ...buildSignals(spec, moves.movementOf),
  };
}

interface TurnColumns {
  readonly turn_count: number;
  readonly turn_from: Int32Array;
  readonly turn_to: Int32Array;
  readonly turn_classes: Uint32Array;
  readonly link_turn: Int32Array;
  /** Turn of each movement of the description. */
  readonly turnOf: Int32Array;
}

/** One turn for each pair of links that some movement joins, in the order of the links from which they lead. */
function buildTurns(links: readonly LinkSpec[], movements: readonly MovementSpec[]): TurnColumns {
  const pairs = movements.map(({ from, to }, movement) => ({ from, to, movement }));
  pairs.sort((a, b) => a.from - b.from || a.to - b.to || a.movement - b.movement);
  const turnOf = new Int32Array(movements.length);
  const [from, to, classes]: [number[], number[], number[]] = [[], [], []];
  for (const pair of pairs) {
    const last = from.length - 1;
    const isNew = last < 0 || from[last] !== pair.from || to[last] !== pair.to;
    if (isNew) {
      from.push(pair.from);
      to.push(pair.to);
      classes.push(0);
    }
    classes[from.length - 1] |= movements[pair.movement].classes ?? ALL_CLASSES;
    turnOf[pair.movement] = from.length - 1;
  }
  const link_turn = new Int32Array(links.length + 1);
  for (const link of from) link_turn[link + 1]++;
  for (let link = 0; link < links.length; link++) link_turn[link + 1] += link_turn[link];
  return {
    turn_count: from.length,
    turn_from: Int32Array.from([...from, ...links.keys()]),
    turn_to: Int32Array.from([...to, ...links.map(() => -1)]),
    turn_classes: Uint32Array.from([...classes, ...links.map(() => ALL_CLASSES)]),
    link_turn,
    turnOf,
  };
}

/** Movements in the order of their turns, then one out of the network for each lane group. */
function buildMovements(
  links: readonly LinkSpec[],
  movements: readonly MovementSpec[],
  sections: SectionColumns,
  { turn_count, turnOf }: TurnColumns,
) {
  const order = [...movements.keys()].sort((a, b) => turnOf[a] - turnOf[b] || a - b);
  const firstGroup = (link: number) => sections.link_section[link] + sections.link_has_approach[link];
  const rows: Row[] = order.map((spec) => {
    const { from, group, ...movement } = movements[spec];
    return { section: firstGroup(from) + group, turn: turnOf[spec], movement };
  });
  for (let link = 0; link < links.length; link++)
    for (let section = firstGroup(link); section < sections.link_section[link + 1]; section++)
      rows.push({ section, turn: turn_count + link, movement: {} });
  const movementOf = new Int32Array(movements.length);
  order.forEach((spec, movement) => {
    movementOf[spec] = movement;
  });
  const turn_movement = new Int32Array(turn_count + links.length + 1);
  for (const { turn } of rows) turn_movement[turn + 1]++;
  for (let turn = 0; turn + 1 < turn_movement.length; turn++) turn_movement[turn + 1] += turn_movement[turn];
  return { movementOf, turn_movement, ...movementColumns(rows, sections), ...yieldColumns(rows, movementOf) };
}

interface Row {
  readonly section: number;
  readonly turn: number;
  readonly movement: Omit<Partial<MovementSpec>, 'from' | 'group'>;
}

function movementColumns(rows: readonly Row[], { section_exit_vps }: SectionColumns) {
  return {
    movement_count: rows.length,
    movement_section: Int32Array.from(rows, ({ section }) => section),
    movement_turn: Int32Array.from(rows, ({ turn }) => turn),
    movement_headway_s: Float64Array.from(rows, ({ section, movement }) =>
      Math.max(1 / section_exit_vps[section], 1 / (movement.saturation_vps ?? Infinity)),
    ),
    movement_crossing_s: Float64Array.from(rows, ({ movement }) => movement.crossing_s ?? 0),
    movement_weight: Float64Array.from(
      rows,
      ({ section, movement }) => movement.weight ?? section_exit_vps[section],
    ),
    movement_gap_s: Float64Array.from(
      rows,
      ({ movement }) => movement.critical_gap_s ?? DEFAULT_CRITICAL_GAP_S,
    ),
  };
}

function yieldColumns(rows: readonly Row[], movementOf: Int32Array) {
  const yield_offset = new Int32Array(rows.length + 1);
  const yields: number[] = [];
  rows.forEach(({ movement }, row) => {
    for (const foe of movement.yields_to ?? []) yields.push(movementOf[foe]);
    yield_offset[row + 1] = yields.length;
  });
  return { yield_offset, yield_movement: Int32Array.from(yields) };
}
