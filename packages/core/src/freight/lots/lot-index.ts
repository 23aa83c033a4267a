import { lengthened, lengthFor } from '../../columns/index.ts';
import { Contents } from './contents.ts';
import { MOVEMENT_KINDS, type Movement, type MovementKind } from './movement.ts';
import { NONE, NodeTable } from './node-table.ts';
import { StringTable } from './string-table.ts';
import { TimeHeap } from './time-heap.ts';

const FIRST_ROWS = 1 << 12;
/** Instants are seconds of 32 bits from here on: enough until 2156. */
const EPOCH_S = Date.UTC(2020, 0, 1) / 1000;

export type Direction = 'forward' | 'backward';

/** A lot with a holder that a trace reached. */
export interface Reached {
  readonly lot: string;
  readonly holder: string;
  /** Forward: from when on goods of the traced lot can be in it. Backward: until when goods of it can be in the traced lot. */
  readonly at_ms: number;
  /** Movements between it and where the trace began, at the earliest. */
  readonly steps: number;
  /** What came minus what left; null where somebody left a quantity out, or more left than came. */
  readonly left: number | null;
}

/** A movement that a trace followed. */
export interface TracedMovement extends Movement {
  /** Number of the movement by which it was added. */
  readonly ref: number;
}

export interface Trace {
  readonly reached: readonly Reached[];
  readonly movements: readonly TracedMovement[];
  /** More movements were followed than were asked for: the rest is counted here, and their lots are among those reached. */
  readonly left_out: number;
}

/**
 * Where lots went: movements as columns, each a time-stamped edge between two nodes (lot, holder), chained by what leaves
 * and what comes to a node. A trace is a walk by time over edges: forward never goes back in time, so each node is entered
 * once, at the earliest instant, and cycles (goods that came back) end. O((n + m) log n) of the part that is reached.
 *
 * Chains in place of sorted rows (CSR): a movement is added in O(1) while the platform runs. 33 bytes a movement and 26 a
 * node; `npm run bench -- freight-recall`.
 */
export class LotIndex {
  readonly #names = new StringTable();
  readonly #nodes = new NodeTable();
  readonly #contents = new Contents();
  #count = 0;
  #from = new Uint32Array(FIRST_ROWS);
  #to = new Uint32Array(FIRST_ROWS);
  #at_s = new Uint32Array(FIRST_ROWS);
  #quantity = new Float32Array(FIRST_ROWS);
  #kind = new Uint8Array(FIRST_ROWS);
  #ref = new Uint32Array(FIRST_ROWS);
  /** The edge before it that leaves the same node, and that comes to the same node. */
  #leaves = new Uint32Array(FIRST_ROWS);
  #comes = new Uint32Array(FIRST_ROWS);

  /** Edges of the index; a moved container makes one for each lot in it. */
  get size(): number {
    return this.#count;
  }

  get memory_bytes(): number {
    const columns = [this.#from, this.#to, this.#at_s, this.#quantity, this.#kind];
    const chains = [this.#ref, this.#leaves, this.#comes];
    const rows = [...columns, ...chains].reduce((sum, { byteLength }) => sum + byteLength, 0);
    return rows + this.#names.memory_bytes + this.#nodes.memory_bytes;
  }

  /**
   * Adds a movement without a fault, in the order in which they were taken in.
   * @param ref number of it where it is stored, below 2^32
   */
  add(movement: Movement, ref: number): void {
    for (const each of this.#contents.along(movement)) this.#addEdge(each, ref);
  }

  /** What is packed in a container now. */
  contentsOf(container: string): readonly { readonly lot: string; readonly quantity: number | null }[] {
    return this.#contents.of(container);
  }

  has(lot: string): boolean {
    const number = this.#names.find(lot);
    return number !== undefined && this.#nodes.firstOf(number) !== NONE;
  }

  /**
   * Everywhere that goods of a lot went, or came from.
   * @param most movements that are listed
   */
  trace(lot: string, direction: Direction, most = 2000): Trace {
    const number = this.#names.find(lot);
    if (number === undefined) return { reached: [], movements: [], left_out: 0 };
    const heap = new TimeHeap();
    for (let node = this.#nodes.firstOf(number); node !== NONE; node = this.#nodes.nextOf(node))
      heap.push(0, node, 0);
    const found = new Map<number, Found>();
    const movements: TracedMovement[] = [];
    let left_out = 0;
    for (let top = heap.pop(); top !== undefined; top = heap.pop()) {
      if (found.has(top.node)) continue;
      const at_s = clockOf(direction, top.key);
      found.set(top.node, { at_s, steps: top.steps });
      for (const edge of this.#edgesFrom(top.node, direction, at_s)) {
        if (movements.length < most) movements.push(this.#movementOf(edge));
        else left_out++;
        const end = direction === 'forward' ? this.#to[edge] : this.#from[edge];
        if (!found.has(end)) heap.push(clockOf(direction, this.#at_s[edge]), end, top.steps + 1);
      }
    }
    movements.sort((one, other) => one.at_ms - other.at_ms || one.ref - other.ref);
    const reached = [...found].map(([node, { at_s, steps }]) => this.#reachedOf(node, at_s, steps));
    return { reached, movements, left_out };
  }

  /** Edges by which goods leave a node from an instant on, or came to it until then. */
  *#edgesFrom(node: number, direction: Direction, at_s: number): Generator<number> {
    if (direction === 'forward') {
      for (let edge = this.#nodes.lastLeaving(node); edge !== NONE; edge = this.#leaves[edge])
        if (this.#at_s[edge] >= at_s) yield edge;
    } else
      for (let edge = this.#nodes.lastComing(node); edge !== NONE; edge = this.#comes[edge])
        if (this.#at_s[edge] <= at_s) yield edge;
  }

  #addEdge(movement: Movement, ref: number): void {
    const { kind, from_lot, from_holder, to_lot, to_holder, quantity, at_ms } = movement;
    const edge = this.#count++;
    if (edge >= this.#from.length) this.#lengthen();
    const from = this.#nodes.add(this.#names.add(from_lot), this.#names.add(from_holder));
    const to = this.#nodes.add(this.#names.add(to_lot), this.#names.add(to_holder));
    this.#from[edge] = from;
    this.#to[edge] = to;
    this.#at_s[edge] = Math.max(0, Math.floor(at_ms / 1000) - EPOCH_S);
    this.#quantity[edge] = quantity ?? Number.NaN;
    this.#kind[edge] = MOVEMENT_KINDS.indexOf(kind);
    this.#ref[edge] = ref;
    this.#leaves[edge] = this.#nodes.leave(from, edge);
    this.#comes[edge] = this.#nodes.come(to, edge);
  }

  #lengthen(): void {
    const rows = lengthFor(this.#from.length, this.#from.length);
    this.#from = lengthened(this.#from, rows);
    this.#to = lengthened(this.#to, rows);
    this.#at_s = lengthened(this.#at_s, rows);
    this.#quantity = lengthened(this.#quantity, rows);
    this.#kind = lengthened(this.#kind, rows);
    this.#ref = lengthened(this.#ref, rows);
    this.#leaves = lengthened(this.#leaves, rows);
    this.#comes = lengthened(this.#comes, rows);
  }

  #movementOf(edge: number): TracedMovement {
    const [from, to] = [this.#from[edge], this.#to[edge]];
    const quantity = this.#quantity[edge];
    return {
      ...{ at_ms: (this.#at_s[edge] + EPOCH_S) * 1000, kind: MOVEMENT_KINDS[this.#kind[edge]] },
      ...{ from_lot: this.#lotOf(from), from_holder: this.#holderOf(from) },
      ...{ to_lot: this.#lotOf(to), to_holder: this.#holderOf(to) },
      ...{ quantity: Number.isNaN(quantity) ? null : quantity, ref: this.#ref[edge] },
    };
  }

  #reachedOf(node: number, at_s: number, steps: number): Reached {
    const [first_s, last_s] = this.#lifeOf(node);
    // A trace begins with the first or the last instant of all.
    const at_ms = (Math.max(first_s, Math.min(at_s, last_s)) + EPOCH_S) * 1000;
    return { lot: this.#lotOf(node), holder: this.#holderOf(node), at_ms, steps, left: this.#leftAt(node) };
  }

  /** The first and the last instant at which anything happened at a node. */
  #lifeOf(node: number): [first_s: number, last_s: number] {
    let [first_s, last_s] = [Number.POSITIVE_INFINITY, 0];
    const see = (edge: number) => {
      first_s = Math.min(first_s, this.#at_s[edge]);
      last_s = Math.max(last_s, this.#at_s[edge]);
    };
    for (let edge = this.#nodes.lastComing(node); edge !== NONE; edge = this.#comes[edge]) see(edge);
    for (let edge = this.#nodes.lastLeaving(node); edge !== NONE; edge = this.#leaves[edge]) see(edge);
    return [first_s, last_s];
  }

  /** What came to a node minus what left it; null where the book does not add up. */
  #leftAt(node: number): number | null {
    let left = 0;
    for (let edge = this.#nodes.lastComing(node); edge !== NONE; edge = this.#comes[edge])
      if (MOVEMENT_KINDS[this.#kind[edge]] !== 'used_up') left += this.#quantity[edge];
    for (let edge = this.#nodes.lastLeaving(node); edge !== NONE; edge = this.#leaves[edge])
      if (!BEGINS.has(MOVEMENT_KINDS[this.#kind[edge]])) left -= this.#quantity[edge];
    return Number.isNaN(left) || left < -0.0005 ? null : Math.round(left * 1000) / 1000;
  }

  #lotOf = (node: number): string => this.#names.textOf(this.#nodes.lotOf(node));
  #holderOf = (node: number): string => this.#names.textOf(this.#nodes.holderOf(node));
}

interface Found {
  readonly at_s: number;
  readonly steps: number;
}

/** Backward runs on a clock that is turned round, so that one heap serves both; the same both ways. */
const clockOf = (direction: Direction, at_s: number): number =>
  direction === 'forward' ? at_s : NONE - at_s;

/** Of these nothing leaves their node. */
const BEGINS: ReadonlySet<MovementKind> = new Set(['received']);
