/** Levels of a rule, the mildest first; level 0 of a slot is none of them. */
export const RULE_LEVELS = 4;

/** A slot as it is stored, by the subject that it is of. */
export interface SavedSlot {
  readonly subject: number;
  /** Since when each level's threshold is passed, UTC ms; NaN where it is not. */
  readonly since_ms: readonly number[];
  /** 0 while nothing has lasted long enough, else the level that fires. */
  readonly level: number;
  /** Since when the value supports a lower level only; NaN while it does not. */
  readonly below_ms: number;
  /** When the subject had a value last. */
  readonly seen_ms: number;
}

/**
 * Pairs of rule and subject that are over a threshold, as columns in the order of rules: sparse, since of 100 million pairs
 * (5,000 rules over 20,000 links) some thousands are anywhere near one. Each step writes the next generation.
 */
export class Slots {
  /** Slots of rule r are `offset[r] … offset[r + 1])`. */
  readonly offset: Uint32Array;
  count = 0;
  subject: Uint32Array;
  /** {@link RULE_LEVELS} to a slot. */
  since_ms: Float64Array;
  level: Uint8Array;
  below_ms: Float64Array;
  seen_ms: Float64Array;
  value: Float32Array;

  /** @param capacity slots that there is room for at first: growing from a few to half a million took a fifth of a step */
  constructor(rules: number, capacity = 256) {
    this.offset = new Uint32Array(rules + 1);
    this.subject = new Uint32Array(capacity);
    this.since_ms = new Float64Array(capacity * RULE_LEVELS);
    this.level = new Uint8Array(capacity);
    this.below_ms = new Float64Array(capacity);
    this.seen_ms = new Float64Array(capacity);
    this.value = new Float32Array(capacity);
  }

  /** Room for one more. @returns its place */
  add(subject: number, seen_ms: number): number {
    if (this.count === this.subject.length) this.#grow();
    const slot = this.count++;
    this.subject[slot] = subject;
    this.since_ms.fill(Number.NaN, slot * RULE_LEVELS, (slot + 1) * RULE_LEVELS);
    this.level[slot] = 0;
    this.below_ms[slot] = Number.NaN;
    this.seen_ms[slot] = seen_ms;
    this.value[slot] = Number.NaN;
    return slot;
  }

  /** Takes slots `from … to)` of the generation before, as they are. @returns the place of the first */
  copy(before: Slots, from: number, to: number): number {
    const made = this.count;
    while (made + to - from > this.subject.length) this.#grow();
    this.subject.set(before.subject.subarray(from, to), made);
    this.since_ms.set(before.since_ms.subarray(from * RULE_LEVELS, to * RULE_LEVELS), made * RULE_LEVELS);
    this.level.set(before.level.subarray(from, to), made);
    this.below_ms.set(before.below_ms.subarray(from, to), made);
    this.seen_ms.set(before.seen_ms.subarray(from, to), made);
    this.value.set(before.value.subarray(from, to), made);
    this.count = made + to - from;
    return made;
  }

  /** Puts a slot in the place of another, which is over. */
  move(from: number, to: number): void {
    this.subject[to] = this.subject[from];
    this.since_ms.copyWithin(to * RULE_LEVELS, from * RULE_LEVELS, (from + 1) * RULE_LEVELS);
    this.level[to] = this.level[from];
    this.below_ms[to] = this.below_ms[from];
    this.seen_ms[to] = this.seen_ms[from];
    this.value[to] = this.value[from];
  }

  restore({ subject, since_ms, level, below_ms, seen_ms }: SavedSlot): void {
    const slot = this.add(subject, seen_ms);
    this.since_ms.set(since_ms, slot * RULE_LEVELS);
    this.level[slot] = level;
    this.below_ms[slot] = below_ms;
  }

  /** Slots of a rule, to be stored. */
  save(rule: number): SavedSlot[] {
    const saved: SavedSlot[] = [];
    for (let slot = this.offset[rule]; slot < this.offset[rule + 1]; slot++)
      saved.push({
        subject: this.subject[slot],
        since_ms: Array.from(this.since_ms.subarray(slot * RULE_LEVELS, (slot + 1) * RULE_LEVELS)),
        level: this.level[slot],
        below_ms: this.below_ms[slot],
        seen_ms: this.seen_ms[slot],
      });
    return saved;
  }

  #grow(): void {
    const size = this.subject.length * 2;
    const grown = <T extends Uint8Array | Uint32Array | Float32Array | Float64Array>(
      column: T,
      made: T,
    ): T => {
      made.set(column as never);
      return made;
    };
    this.subject = grown(this.subject, new Uint32Array(size));
    this.since_ms = grown(this.since_ms, new Float64Array(size * RULE_LEVELS));
    this.level = grown(this.level, new Uint8Array(size));
    this.below_ms = grown(this.below_ms, new Float64Array(size));
    this.seen_ms = grown(this.seen_ms, new Float64Array(size));
    this.value = grown(this.value, new Float32Array(size));
  }
}
