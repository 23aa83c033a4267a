import type { SimNetwork } from './sim-network.ts';
import type { SimChange, SimOptions } from './sim-options.ts';
import { COUNTER } from './sim-state.ts';
import type { SimVehicles } from './sim-vehicles.ts';
import { Simulation } from './simulation.ts';

/** "TSIM" in the order of bytes. */
const MAGIC = 0x4d495354;
/** Raised whenever columns are added, removed, or mean something else. */
const VERSION = 5;
const HEADER_WORDS = 8;
const WORD_BYTES = 4;

export type StateRefusal =
  /** No saved state at all, or cut off. */
  | 'damaged'
  /** Saved by another version of the simulation. */
  | 'version'
  /** Saved on another network. */
  | 'network'
  /** Saved with other vehicles or vehicle classes. */
  | 'demand'
  /** The scenario changes something before the instant of the state. */
  | 'before_base';

/** Why a saved state cannot be continued. */
export class StateError extends Error {
  constructor(
    readonly reason: StateRefusal,
    detail: string,
  ) {
    super(`${reason}: ${detail}`);
  }
}

/** The whole state in one buffer: to be stored, sent to a worker, and continued with {@link restore}. */
export function save(simulation: Simulation): ArrayBuffer {
  const { state, vehicles, network, options } = simulation;
  const base = vehicles.route_turn.length;
  const added = state.routes.subarray(base, state.route_rows);
  const circles = state.deadlocks.flatMap(({ at_s, links }) => [at_s, links.length, ...links]);
  const circle_bytes = circles.length * Float64Array.BYTES_PER_ELEMENT;
  const header_bytes = HEADER_WORDS * WORD_BYTES;
  const saved = new ArrayBuffer(header_bytes + state.buffer.byteLength + circle_bytes + added.byteLength);
  new Uint32Array(saved, 0, HEADER_WORDS).set([
    MAGIC,
    VERSION,
    fingerprintOf(network),
    fingerprintOf({ ...vehicles, classes: JSON.stringify(options.classes) }),
    hashChanges(options.changes, state.columns.counter[COUNTER.next_change]),
    state.buffer.byteLength,
    circles.length,
    added.length,
  ]);
  new Uint8Array(saved, header_bytes).set(new Uint8Array(state.buffer));
  new Float64Array(saved, header_bytes + state.buffer.byteLength, circles.length).set(circles);
  new Int32Array(saved, header_bytes + state.buffer.byteLength + circle_bytes, added.length).set(added);
  return saved;
}

/**
 * A simulation that goes on from a saved state, with the same network and vehicles; changes and messages from then on may differ.
 * @throws StateError when the state is not of them, is damaged, or the changes differ before its instant.
 */
export function restore(
  saved: ArrayBuffer,
  network: SimNetwork,
  vehicles: SimVehicles,
  options: Partial<SimOptions> = {},
): Simulation {
  const header_bytes = HEADER_WORDS * WORD_BYTES;
  if (saved.byteLength < header_bytes) throw new StateError('damaged', `${saved.byteLength} bytes`);
  const [magic, version, networkHash, demandHash, changesHash, state_bytes, circleRows, addedRows] =
    new Uint32Array(saved, 0, HEADER_WORDS);
  if (magic !== MAGIC) throw new StateError('damaged', 'not a saved simulation');
  if (version !== VERSION) throw new StateError('version', `saved by ${version}, this is ${VERSION}`);
  if (networkHash !== fingerprintOf(network)) throw new StateError('network', 'saved on another network');
  const simulation = new Simulation(network, vehicles, options);
  const { state } = simulation;
  if (demandHash !== fingerprintOf({ ...vehicles, classes: JSON.stringify(simulation.options.classes) }))
    throw new StateError('demand', 'saved with other vehicles');
  const circle_bytes = circleRows * Float64Array.BYTES_PER_ELEMENT;
  const expected_bytes = header_bytes + state_bytes + circle_bytes + addedRows * WORD_BYTES;
  if (state_bytes !== state.buffer.byteLength || expected_bytes !== saved.byteLength)
    throw new StateError('damaged', `${saved.byteLength} bytes instead of ${expected_bytes}`);
  new Uint8Array(state.buffer).set(new Uint8Array(saved, header_bytes, state_bytes));
  readCircles(
    simulation,
    new Float64Array(saved.slice(header_bytes + state_bytes, -addedRows * WORD_BYTES || undefined)),
  );
  const base = vehicles.route_turn.length;
  state.route_rows = base + addedRows;
  state.routes = new Int32Array(state.route_rows);
  state.routes.set(vehicles.route_turn);
  state.routes.set(new Int32Array(saved, header_bytes + state_bytes + circle_bytes, addedRows), base);
  checkPast(simulation, changesHash);
  return simulation;
}

function readCircles({ state }: Simulation, rows: Float64Array): void {
  for (let at = 0; at < rows.length; at += 2 + rows[at + 1])
    state.deadlocks.push({ at_s: rows[at], links: [...rows.subarray(at + 2, at + 2 + rows[at + 1])] });
}

function checkPast({ state, options }: Simulation, changesHash: number): void {
  const now_s = state.columns.now_s[0];
  const done = state.columns.counter[COUNTER.next_change];
  const past = options.changes.filter(({ at_s }) => at_s < now_s).length;
  if (past !== done || hashChanges(options.changes, done) !== changesHash)
    throw new StateError('before_base', `the scenario differs before ${now_s} s, when it begins`);
}

function hashChanges(changes: readonly SimChange[], first: number): number {
  const done = [...changes].sort((a, b) => a.at_s - b.at_s).slice(0, first);
  return fnv(2_166_136_261, new TextEncoder().encode(JSON.stringify(done)));
}

/** Hash of all columns and texts, by name. */
function fingerprintOf(columns: object): number {
  let hash = 2_166_136_261;
  for (const [name, value] of Object.entries(columns)) {
    if (name.endsWith('_id')) continue;
    if (ArrayBuffer.isView(value))
      hash = fnv(hash, new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    else if (typeof value === 'object' && value !== null) hash ^= fingerprintOf(value);
    else hash = fnv(hash, new TextEncoder().encode(`${name}${value}`));
  }
  return hash >>> 0;
}

/** FNV-1a over bytes (Fowler, Noll, Vo). */
function fnv(start: number, bytes: Uint8Array): number {
  let hash = start;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 16_777_619);
  return hash >>> 0;
}
