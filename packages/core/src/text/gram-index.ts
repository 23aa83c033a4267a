/** Which documents have a gram, and how often. */
export interface Posting {
  readonly gram: string;
  /** A document and how often it has the gram, packed into one number; numbers of an array while they are few. */
  rows: number[] | Uint32Array;
  /** Rows that are used. */
  length: number;
  /** How often all documents have it. */
  total: number;
  /** How often the document that is being added has it. */
  tally: number;
}

/** What a gram of a question is worth in a document. */
export interface GramWorth {
  /** Worth of having it often, before saturation and length. */
  readonly often: number;
  /** Worth of having it at all. */
  readonly held: number;
}

/** The usual values of BM25; others in 0.6–2 and 0.4–0.95 found less on every second message of the bench. */
const [K1, B] = [1.2, 0.75];
/** Up to 1,048,575 documents, each gram up to 1,023 times: together a small integer, which arrays hold without boxes. */
const COUNT_BITS = 10;
const MOST_COUNT = 2 ** COUNT_BITS - 1;
const MOST_SLOT = 2 ** 20 - 1;
/** Rows from which a typed array takes less than an array: an empty one takes some 150 bytes. */
const TYPED_FROM = 32;

/**
 * An inverted index of grams over numbered slots, scored by BM25 (Robertson, Zaragoza 2009) and by presence in one pass. Documents are
 * added and removed one by one. Rows are packed: 20,000 articles have some 15 million, which took 1.1 GB as objects.
 */
export class GramIndex {
  readonly #postings = new Map<string, Posting>();
  readonly #documents: (readonly Posting[] | undefined)[] = [];
  #lengths = new Float64Array(64);
  #size = 0;
  #length_sum = 0;

  /** Documents in it. */
  get size(): number {
    return this.#size;
  }

  /** @param slot a small whole number that no other document has. @throws RangeError above 1,048,575 */
  add(slot: number, grams: readonly string[]): void {
    if (slot > MOST_SLOT) throw new RangeError(`A text index holds ${MOST_SLOT + 1} documents at most.`);
    this.remove(slot);
    const own: Posting[] = [];
    for (const gram of grams) {
      const posting = this.#postingOf(gram);
      if (posting.tally++ === 0) own.push(posting);
    }
    for (const posting of own) addRow(posting, slot);
    this.#documents[slot] = own;
    if (slot >= this.#lengths.length) this.#lengths = grown(this.#lengths, slot + 1);
    this.#lengths[slot] = grams.length;
    this.#size++;
    this.#length_sum += grams.length;
  }

  remove(slot: number): void {
    const own = this.#documents[slot];
    if (!own) return;
    for (const posting of own) {
      removeRow(posting, slot);
      if (posting.length === 0) this.#postings.delete(posting.gram);
    }
    this.#documents[slot] = undefined;
    this.#size--;
    this.#length_sum -= this.#lengths[slot];
  }

  /** Grams of a document, each once. */
  gramsAt = (slot: number): string[] => (this.#documents[slot] ?? []).map(({ gram }) => gram);

  /** How many documents have a gram. */
  documentsWith = (gram: string): number => this.#postings.get(gram)?.length ?? 0;

  /** How rare a gram is: 0 in every document, high in few. Of a gram that no document has, the highest. */
  rarity(gram: string): number {
    const found = this.documentsWith(gram);
    return Math.log(1 + (this.#size - found + 0.5) / (found + 0.5));
  }

  /** How often a document that has a gram has it again, as a logarithm: what a text is about comes again, phrases of courtesy do not. */
  burstiness(gram: string): number {
    const posting = this.#postings.get(gram);
    return posting ? Math.log((posting.total + 2) / (posting.length + 2)) : 0;
  }

  /** Length of a document as a share of the mean. */
  relativeLength = (slot: number): number => this.#lengths[slot] / (this.#length_sum / this.#size || 1);

  /** Adds to `scores` by slot what the grams of a question are worth in each document. */
  score(worths: ReadonlyMap<string, GramWorth>, scores: Float64Array): void {
    const mean = this.#length_sum / this.#size || 1;
    const brakes = new Float64Array(scores.length);
    for (let slot = 0; slot < brakes.length; slot++)
      brakes[slot] = K1 * (1 - B + (B * (this.#lengths[slot] ?? 0)) / mean);
    for (const [gram, { often, held }] of worths) {
      const posting = this.#postings.get(gram);
      if (!posting) continue;
      const rows = typed(posting);
      if (often === 0) addHeld(rows, posting.length, held, scores);
      else addOften(rows, posting.length, { often, held }, brakes, scores);
    }
  }

  #postingOf(gram: string): Posting {
    let posting = this.#postings.get(gram);
    if (!posting) {
      posting = { gram, rows: [], length: 0, total: 0, tally: 0 };
      this.#postings.set(gram, posting);
    }
    return posting;
  }
}

const few = new Uint32Array(TYPED_FROM);

/** Rows as a typed array, until the next call: loops over one kind of array run twice as fast. */
function typed({ rows, length }: Posting): Uint32Array {
  if (!Array.isArray(rows)) return rows;
  for (let i = 0; i < length; i++) few[i] = rows[i];
  return few;
}

function addHeld(rows: Uint32Array, length: number, held: number, scores: Float64Array): void {
  for (let i = 0; i < length; i++) scores[rows[i] >>> COUNT_BITS] += held;
}

function addOften(
  rows: Uint32Array,
  length: number,
  { often, held }: GramWorth,
  brakes: Float64Array,
  scores: Float64Array,
): void {
  const top = often * (K1 + 1);
  for (let i = 0; i < length; i++) {
    const slot = rows[i] >>> COUNT_BITS;
    const count = rows[i] & MOST_COUNT;
    scores[slot] += (top * count) / (count + brakes[slot]) + held;
  }
}

function addRow(posting: Posting, slot: number): void {
  const count = Math.min(posting.tally, MOST_COUNT);
  const { rows, length } = posting;
  if (length === rows.length && length >= TYPED_FROM) {
    posting.rows = new Uint32Array(Math.ceil(length * 1.5));
    posting.rows.set(rows);
  }
  posting.rows[length] = (slot << COUNT_BITS) | count;
  posting.length++;
  posting.total += count;
  posting.tally = 0;
}

/** Puts the last row where the row of the slot was. */
function removeRow(posting: Posting, slot: number): void {
  const { rows } = posting;
  let row = 0;
  while (rows[row] >>> COUNT_BITS !== slot) row++;
  posting.total -= rows[row] & MOST_COUNT;
  rows[row] = rows[--posting.length];
  if (Array.isArray(rows)) rows.length = posting.length;
}

function grown(values: Float64Array, least: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.max(least, values.length * 2));
  larger.set(values);
  return larger;
}
