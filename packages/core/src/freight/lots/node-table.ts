import { lengthened, lengthFor } from '../../columns/index.ts';

const FIRST_ROWS = 1 << 12;
/** No edge and no node. */
export const NONE = 0xffff_ffff;

/** Nodes (lot, holder) by an open hash, with the newest edge that leaves and that comes to each. */
export class NodeTable {
  #size = 0;
  #lot = new Uint32Array(FIRST_ROWS);
  #holder = new Uint32Array(FIRST_ROWS);
  #leaving = new Uint32Array(FIRST_ROWS).fill(NONE);
  #coming = new Uint32Array(FIRST_ROWS).fill(NONE);
  /** The node before it of the same lot, and the newest of each lot. */
  #next = new Uint32Array(FIRST_ROWS).fill(NONE);
  #first = new Uint32Array(FIRST_ROWS).fill(NONE);
  /** Node + 1 by hash; 0 is free. */
  #slots = new Uint32Array(2 * FIRST_ROWS);

  get memory_bytes(): number {
    const columns = [this.#lot, this.#holder, this.#leaving, this.#coming, this.#next, this.#first];
    return [...columns, this.#slots].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  add(lot: number, holder: number): number {
    const slot = this.#slotOf(lot, holder);
    if (this.#slots[slot] !== 0) return this.#slots[slot] - 1;
    const node = this.#size++;
    if (node >= this.#lot.length) this.#lengthen();
    if (lot >= this.#first.length)
      this.#first = lengthened(this.#first, lengthFor(lot, this.#first.length), NONE);
    this.#lot[node] = lot;
    this.#holder[node] = holder;
    this.#next[node] = this.#first[lot];
    this.#first[lot] = node;
    this.#slots[slot] = node + 1;
    if (2 * this.#size > this.#slots.length) this.#spread();
    return node;
  }

  lotOf = (node: number): number => this.#lot[node];
  holderOf = (node: number): number => this.#holder[node];
  lastLeaving = (node: number): number => this.#leaving[node];
  lastComing = (node: number): number => this.#coming[node];
  nextOf = (node: number): number => this.#next[node];
  firstOf = (lot: number): number => (lot < this.#first.length ? this.#first[lot] : NONE);

  /** @returns the edge that left the node before */
  leave(node: number, edge: number): number {
    const before = this.#leaving[node];
    this.#leaving[node] = edge;
    return before;
  }

  /** @returns the edge that came to the node before */
  come(node: number, edge: number): number {
    const before = this.#coming[node];
    this.#coming[node] = edge;
    return before;
  }

  #slotOf(lot: number, holder: number): number {
    const mask = this.#slots.length - 1;
    let slot = mix(lot, holder) & mask;
    while (this.#slots[slot] !== 0) {
      const node = this.#slots[slot] - 1;
      if (this.#lot[node] === lot && this.#holder[node] === holder) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #lengthen(): void {
    const rows = lengthFor(this.#lot.length, this.#lot.length);
    this.#lot = lengthened(this.#lot, rows);
    this.#holder = lengthened(this.#holder, rows);
    this.#leaving = lengthened(this.#leaving, rows, NONE);
    this.#coming = lengthened(this.#coming, rows, NONE);
    this.#next = lengthened(this.#next, rows, NONE);
  }

  #spread(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length);
    for (let node = 0; node < this.#size; node++)
      this.#slots[this.#slotOf(this.#lot[node], this.#holder[node])] = node + 1;
  }
}

const mix = (lot: number, holder: number): number => {
  const hash = Math.imul(lot ^ Math.imul(holder, 0x9e3779b1), 0x85ebca6b);
  return (hash ^ (hash >>> 15)) >>> 0;
};
