import { RULE_LEVELS, type SavedSlot, Slots } from './slots.ts';

/** A rule as the kernel takes it. */
export interface KernelRule {
  /** Which of the columns it looks at. */
  readonly column: number;
  /** 1 where more is worse, −1 where less is. */
  readonly sign: 1 | -1;
  /** One to a level, the mildest first; NaN where it has no such level. */
  readonly thresholds: readonly number[];
  /** How far a value must come back past a threshold. */
  readonly hysteresis: number;
  readonly for_ms: number;
  readonly clear_ms: number;
  /** Subjects that it looks at, ascending; null means all of the column. */
  readonly members: Uint32Array | null;
}

export interface KernelOptions {
  /** A subject without a value for longer is forgotten, ms. */
  readonly gap_ms: number;
  /** Most slots of one rule; the worst values come first. */
  readonly most_slots: number;
}
export const KERNEL_OPTIONS: KernelOptions = { gap_ms: 600_000, most_slots: 500 };

/** A column's subjects that are beyond the loosest threshold of any rule in one direction, the worst first. */
interface Ranking {
  readonly order: Uint32Array;
  /** Values × sign in that order: falling. */
  readonly values: Float32Array;
}

/**
 * Runs thresholds with a for-duration, hysteresis and a clear-duration over columns of values, minute after minute.
 *
 * A step ranks each column once, so that a rule visits only the subjects beyond its own loosest threshold and the slots that
 * it holds: the work follows what is bad in the city, not rules × links. Visiting every pair costs about 0.3 s for 100
 * million pairs by itself and was left for this. The marks `#place` are reset by the slots that set them, so that no hash
 * of pairs is needed. Pure but for its own state: time and values are parameters.
 */
export class RuleKernel {
  #rules: readonly KernelRule[] = [];
  /** Loosest threshold × sign of each rule. */
  #loosest = new Float64Array(0);
  /** Membership as bits; rules that share their members share them too. */
  readonly #bits = new WeakMap<Uint32Array, Uint32Array>();
  #slots = new Slots(0);
  /** Slot of the rule under way by subject, plus one. */
  #place = new Uint32Array(0);
  /** Rules whose slots differ from those of the step before, but for values. */
  changed: number[] = [];
  /** Subjects over a threshold beyond `most_slots`, by rule. */
  left_out = new Uint32Array(0);

  constructor(private readonly options: KernelOptions = KERNEL_OPTIONS) {}

  get slots(): Slots {
    return this.#slots;
  }

  /** @param saved slots that each rule starts with: its own of before, or none where it is new or changed */
  setRules(rules: readonly KernelRule[], saved: (rule: number) => readonly SavedSlot[]): void {
    this.#rules = rules;
    this.#loosest = Float64Array.from(rules, loosestOf);
    this.left_out = new Uint32Array(rules.length);
    const slots = new Slots(rules.length);
    rules.forEach((_, r) => {
      for (const one of saved(r)) slots.restore(one);
      slots.offset[r + 1] = slots.count;
    });
    this.#slots = slots;
  }

  /**
   * One minute. @param columns values by column, NaN where there is none
   * @param isOn whether a rule looks now; one that does not loses its slots
   */
  step(at_ms: number, columns: readonly Float32Array[], isOn: (rule: number) => boolean): void {
    const before = this.#slots;
    const next = new Slots(this.#rules.length, Math.max(256, Math.ceil(before.count * 1.1)));
    const largest = Math.max(0, ...columns.map(({ length }) => length));
    if (this.#place.length < largest) this.#place = new Uint32Array(largest);
    const rankings = this.#rank(columns);
    this.changed = [];
    for (let r = 0; r < this.#rules.length; r++) {
      this.left_out[r] = 0;
      const has = before.offset[r + 1] > before.offset[r];
      if (isOn(r)) {
        const { column, sign } = this.#rules[r];
        if (this.#advance(r, at_ms, columns[column], rankings[2 * column + (sign > 0 ? 0 : 1)], before, next))
          this.changed.push(r);
      } else if (has) this.changed.push(r);
      next.offset[r + 1] = next.count;
    }
    this.#slots = next;
  }

  /** Both rankings of each column, the upward one first. */
  #rank(columns: readonly Float32Array[]): Ranking[] {
    const loosest = new Float64Array(2 * columns.length).fill(Number.POSITIVE_INFINITY);
    for (const { column, sign, thresholds } of this.#rules) {
      const way = 2 * column + (sign > 0 ? 0 : 1);
      for (const threshold of thresholds)
        if (threshold * sign < loosest[way]) loosest[way] = threshold * sign;
    }
    return columns.flatMap((column, c) => [
      rankingOf(column, 1, loosest[2 * c]),
      rankingOf(column, -1, loosest[2 * c + 1]),
    ]);
  }

  /** @returns whether what is stored of the rule's slots changed */
  #advance(
    r: number,
    at_ms: number,
    column: Float32Array,
    ranking: Ranking,
    before: Slots,
    next: Slots,
  ): boolean {
    const rule = this.#rules[r];
    const [from, to] = [before.offset[r], before.offset[r + 1]];
    const beyond = countBeyond(ranking.values, this.#loosest[r]);
    if (beyond === 0 && from === to) return false;
    for (let slot = from; slot < to; slot++) this.#place[before.subject[slot]] = slot + 1;
    const room = this.options.most_slots - (to - from);
    const begun = this.#begin(r, at_ms, column, ranking.order.subarray(0, beyond), next, room);
    let changed = begun > 0;
    for (let slot = from; slot < to; slot++) this.#place[before.subject[slot]] = 0;
    let left = next.copy(before, from, to);
    for (let slot = left; slot < next.count; slot++) {
      const subject = next.subject[slot];
      const value = subject < column.length ? column[subject] : Number.NaN;
      const did = update(next, slot, rule, this.#loosest[r], value, at_ms, this.options.gap_ms);
      if (did !== 'same') changed = true;
      if (did === 'over') continue;
      if (left !== slot) next.move(slot, left);
      left++;
    }
    next.count = left;
    return changed;
  }

  /** Slots for subjects beyond a threshold that have none, as far as there is room. @returns how many */
  #begin(
    r: number,
    at_ms: number,
    column: Float32Array,
    beyond: Uint32Array,
    next: Slots,
    room: number,
  ): number {
    let begun = 0;
    const [rule, loosest] = [this.#rules[r], this.#loosest[r]];
    for (const subject of this.#within(rule, loosest, column, beyond)) {
      if (this.#place[subject] !== 0) continue;
      if (begun >= room) {
        this.left_out[r]++;
        continue;
      }
      const slot = next.add(subject, at_ms);
      update(next, slot, rule, loosest, column[subject], at_ms, this.options.gap_ms);
      begun++;
    }
    return begun;
  }

  /** Members of a rule beyond its loosest threshold; looked for in the shorter of both lists. */
  #within(rule: KernelRule, loosest: number, column: Float32Array, beyond: Uint32Array): Uint32Array {
    const { members, sign } = rule;
    if (members === null || beyond.length === 0) return beyond;
    if (members.length < beyond.length) return members.filter((subject) => column[subject] * sign >= loosest);
    const bits = this.#bitsOf(members, column.length);
    return beyond.filter((subject) => (bits[subject >>> 5] >>> (subject & 31)) & 1);
  }

  #bitsOf(members: Uint32Array, size: number): Uint32Array {
    const known = this.#bits.get(members);
    if (known && known.length * 32 >= size) return known;
    const bits = new Uint32Array((size >>> 5) + 1);
    for (const subject of members) bits[subject >>> 5] |= 1 << (subject & 31);
    this.#bits.set(members, bits);
    return bits;
  }
}

/** A slot by the value of a minute. @returns `over` when nothing is left of it, `same` when only its value changed */
function update(
  slots: Slots,
  slot: number,
  rule: KernelRule,
  loosest: number,
  value: number,
  at_ms: number,
  gap_ms: number,
): 'over' | 'changed' | 'same' {
  if (Number.isNaN(value)) return at_ms - slots.seen_ms[slot] > gap_ms ? 'over' : 'same';
  // Nobody saw that it lasted through a time without values.
  if (slots.level[slot] === 0 && at_ms - slots.seen_ms[slot] > gap_ms)
    slots.since_ms.fill(Number.NaN, slot * RULE_LEVELS, (slot + 1) * RULE_LEVELS);
  slots.seen_ms[slot] = at_ms;
  slots.value[slot] = value;
  const reached = reach(slots, slot, value, at_ms, rule);
  const ready = reached & 7;
  const holds = (reached >>> 3) & 7;
  const level = slots.level[slot];
  if (ready > level) {
    slots.level[slot] = ready;
    slots.below_ms[slot] = Number.NaN;
    return 'changed';
  }
  const moved = reached >>> 6 ? 'changed' : 'same';
  if (level > 0) return lower(slots, slot, Math.min(holds, level), rule.clear_ms, at_ms) ?? moved;
  return value * rule.sign >= loosest ? moved : 'over';
}

/**
 * Which levels a value reaches, and since when. @returns the level that lasted long enough, in bits 0–2, the one that it
 * supports, in bits 3–5, and whether an instant changed, in bit 6: half a million objects a minute cost a third of a step
 */
function reach(slots: Slots, slot: number, value: number, at_ms: number, rule: KernelRule): number {
  const { sign, thresholds, hysteresis, for_ms } = rule;
  let ready = 0;
  let holds = 0;
  let changed = 0;
  for (let i = 0; i < RULE_LEVELS; i++) {
    const beyond = (value - thresholds[i]) * sign;
    const at = slot * RULE_LEVELS + i;
    const isBeyond = beyond >= 0;
    if (isBeyond === Number.isNaN(slots.since_ms[at])) {
      slots.since_ms[at] = isBeyond ? at_ms : Number.NaN;
      changed = 1;
    }
    if (at_ms - slots.since_ms[at] >= for_ms) ready = i + 1;
    if (beyond >= -hysteresis) holds = i + 1;
  }
  return ready | (holds << 3) | (changed << 6);
}

/** A firing slot whose value supports a lower level only goes there once that has lasted. */
function lower(slots: Slots, slot: number, holds: number, clear_ms: number, at_ms: number) {
  const since_ms = slots.below_ms[slot];
  if (holds >= slots.level[slot]) {
    if (Number.isNaN(since_ms)) return null;
    slots.below_ms[slot] = Number.NaN;
    return 'changed';
  }
  if (Number.isNaN(since_ms)) slots.below_ms[slot] = at_ms;
  if (at_ms - slots.below_ms[slot] < clear_ms) return Number.isNaN(since_ms) ? 'changed' : null;
  if (holds === 0) return 'over';
  slots.level[slot] = holds;
  slots.below_ms[slot] = Number.NaN;
  return 'changed';
}

/** Not by Math.min: levels that a rule lacks are NaN. */
const loosestOf = ({ thresholds, sign }: KernelRule): number =>
  // biome-ignore lint/complexity/useMathMinMax: Math.min of a level that is absent (NaN) would be NaN.
  thresholds.reduce((least, one) => (one * sign < least ? one * sign : least), Number.POSITIVE_INFINITY);

function rankingOf(column: Float32Array, sign: number, loosest: number): Ranking {
  const beyond: number[] = [];
  if (loosest < Number.POSITIVE_INFINITY)
    for (let i = 0; i < column.length; i++) if (column[i] * sign >= loosest) beyond.push(i);
  const order = Uint32Array.from(beyond).sort((a, b) => (column[b] - column[a]) * sign || a - b);
  return { order, values: Float32Array.from(order, (i) => column[i] * sign) };
}

/** How many of falling values are at least a bound. */
function countBeyond(values: Float32Array, bound: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] >= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
