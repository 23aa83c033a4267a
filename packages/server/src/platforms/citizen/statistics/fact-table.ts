import type { CaseField, CaseType } from '@opentocc/contract';
import { lengthened, lengthFor } from '@opentocc/core/columns';
import type { Fact } from './fact.ts';

const BLOCK = 1024;
const TIMES = [
  ...(['received_ms', 'answer_due_ms', 'answer_finished_ms'] as const),
  ...(['closing_due_ms', 'closing_finished_ms'] as const),
];
const COUNTS = ['version', 'dispatches', 'returns', 'reworks'] as const;
const FLAGS = ['at_once', 'is_answered', 'is_left_out'] as const;
const WORDS = ['type', 'field', 'unit', 'district', 'taken_by', 'answered_by'] as const;

const columnsOf = <K extends string, C>(names: readonly K[], make: () => C) =>
  Object.fromEntries(names.map((name) => [name, make()])) as Record<K, C>;

/** Instants (NaN where there is none), counts, flags and texts of cases, each by the number of the case. */
class Columns {
  readonly times = columnsOf(TIMES, () => new Float64Array(BLOCK));
  readonly counts = columnsOf(COUNTS, () => new Int32Array(BLOCK));
  readonly flags = columnsOf(FLAGS, () => new Uint8Array(BLOCK));
  readonly words = columnsOf(WORDS, () => new Uint32Array(BLOCK));
  /** What words stand for; 0 is none. */
  readonly texts: (string | null)[] = [null];
  readonly #codes = new Map<string | null, number>([[null, 0]]);

  get length(): number {
    return this.counts.version.length;
  }

  set(at: number, fact: Fact): void {
    for (const name of TIMES) this.times[name][at] = fact[name] ?? Number.NaN;
    for (const name of COUNTS) this.counts[name][at] = fact[name];
    for (const name of FLAGS) this.flags[name][at] = Number(fact[name]);
    for (const name of WORDS) this.words[name][at] = this.#codeOf(fact[name]);
  }

  lengthen(length: number): void {
    for (const name of TIMES) this.times[name] = lengthened(this.times[name], length);
    for (const name of COUNTS) this.counts[name] = lengthened(this.counts[name], length);
    for (const name of FLAGS) this.flags[name] = lengthened(this.flags[name], length);
    for (const name of WORDS) this.words[name] = lengthened(this.words[name], length);
  }

  #codeOf(text: string | null): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    this.#codes.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

/** A case, read from the columns when it is asked: whoever walks over many moves one of these. */
class Row implements Fact {
  readonly #columns: Columns;

  constructor(
    columns: Columns,
    public readonly at: { case: number },
  ) {
    this.#columns = columns;
  }

  get case(): number {
    return this.at.case;
  }
  get version(): number {
    return this.#columns.counts.version[this.case];
  }
  get type(): CaseType {
    return this.#text('type') as CaseType;
  }
  get field(): CaseField {
    return this.#text('field') as CaseField;
  }
  get unit(): string | null {
    return this.#text('unit');
  }
  get district(): string | null {
    return this.#text('district');
  }
  get taken_by(): string {
    return this.#text('taken_by') ?? '';
  }
  get answered_by(): string | null {
    return this.#text('answered_by');
  }
  get received_ms(): number {
    return this.#columns.times.received_ms[this.case];
  }
  get answer_due_ms(): number | null {
    return this.#time('answer_due_ms');
  }
  get answer_finished_ms(): number | null {
    return this.#time('answer_finished_ms');
  }
  get closing_due_ms(): number | null {
    return this.#time('closing_due_ms');
  }
  get closing_finished_ms(): number | null {
    return this.#time('closing_finished_ms');
  }
  get at_once(): boolean {
    return this.#columns.flags.at_once[this.case] === 1;
  }
  get is_answered(): boolean {
    return this.#columns.flags.is_answered[this.case] === 1;
  }
  get is_left_out(): boolean {
    return this.#columns.flags.is_left_out[this.case] === 1;
  }
  get dispatches(): number {
    return this.#columns.counts.dispatches[this.case];
  }
  get returns(): number {
    return this.#columns.counts.returns[this.case];
  }
  get reworks(): number {
    return this.#columns.counts.reworks[this.case];
  }

  #text = (name: (typeof WORDS)[number]): string | null =>
    this.#columns.texts[this.#columns.words[name][this.case]];
  #time(name: (typeof TIMES)[number]): number | null {
    const at_ms = this.#columns.times[name][this.case];
    return Number.isNaN(at_ms) ? null : at_ms;
  }
}

/**
 * What figures count of every case, in columns by the number of the case: 83 bytes each, where 100,000 rows of the database
 * took a second to read at every look. Of 1,024 cases the first and the last instant are known, so that a month passes over
 * the rest of its year.
 */
export class FactTable {
  readonly #columns = new Columns();
  #earliest = new Float64Array(1).fill(Number.POSITIVE_INFINITY);
  #latest = new Float64Array(1).fill(Number.NEGATIVE_INFINITY);

  /** @returns false for what is older than what is known */
  apply(fact: Fact): boolean {
    const at = fact.case;
    if (at >= this.#columns.length) this.#lengthen(lengthFor(at, this.#columns.length));
    if (this.#columns.counts.version[at] > fact.version) return false;
    this.#columns.set(at, fact);
    this.#widen(Math.floor(at / BLOCK), fact);
    return true;
  }

  find(id: number): Fact | undefined {
    return (this.#columns.counts.version[id] ?? 0) > 0 ? new Row(this.#columns, { case: id }) : undefined;
  }

  /** All cases with an instant within [from_ms, to_ms), and others of their time. The same object shows one after the other. */
  *within(from_ms: number, to_ms: number): Generator<Fact, undefined> {
    const at = { case: 0 };
    const row = new Row(this.#columns, at);
    for (let block = 0; block < this.#latest.length; block++) {
      if (this.#latest[block] < from_ms || this.#earliest[block] >= to_ms) continue;
      for (let id = block * BLOCK; id < (block + 1) * BLOCK; id++)
        if (this.#columns.counts.version[id] > 0) {
          at.case = id;
          yield row;
        }
    }
  }

  #widen(block: number, fact: Fact): void {
    for (const name of TIMES) {
      const at_ms = fact[name];
      if (at_ms === null) continue;
      // What is due at the end of a day is due at the midnight after it, and counts on the day before.
      this.#earliest[block] = Math.min(this.#earliest[block], at_ms - 1);
      this.#latest[block] = Math.max(this.#latest[block], at_ms);
    }
  }

  #lengthen(length: number): void {
    this.#columns.lengthen(length);
    this.#earliest = lengthened(this.#earliest, length / BLOCK, Number.POSITIVE_INFINITY);
    this.#latest = lengthened(this.#latest, length / BLOCK, Number.NEGATIVE_INFINITY);
  }
}
