import { BM25, type Bm25 } from './bm25.ts';

/** Rows of one gram: which documents have it, and how often. */
interface Posting {
  slots: Uint32Array;
  counts: Uint16Array;
  length: number;
}

const FIRST_ROOM = 4;

/**
 * An inverted index of grams over numbered slots, scored by BM25 (Robertson, Zaragoza 2009). Rows are typed arrays, since 20,000
 * articles have some 15 million of them: as objects they took 1.1 GB. Documents are added and removed one by one.
 */
export class GramIndex {
  readonly #postings = new Map<string, Posting>();
  readonly #grams: (readonly string[] | undefined)[] = [];
  #lengths = new Float64Array(64);
  #documents = 0;
  #length_sum = 0;

  /** Documents in it. */
  get size(): number {
    return this.#documents;
  }

  /** @param slot a small whole number that no other document has */
  add(slot: number, grams: readonly string[]): void {
    this.remove(slot);
    const counts = new Map<string, number>();
    for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);
    for (const [gram, count] of counts) this.#addRow(gram, slot, count);
    this.#grams[slot] = [...counts.keys()];
    if (slot >= this.#lengths.length) this.#lengths = grown(this.#lengths, slot + 1);
    this.#lengths[slot] = grams.length;
    this.#documents++;
    this.#length_sum += grams.length;
  }

  remove(slot: number): void {
    const grams = this.#grams[slot];
    if (!grams) return;
    for (const gram of grams) this.#removeRow(gram, slot);
    this.#grams[slot] = undefined;
    this.#documents--;
    this.#length_sum -= this.#lengths[slot];
  }

  /** Grams of a document, each once. */
  gramsAt = (slot: number): readonly string[] => this.#grams[slot] ?? [];

  /** How rare a gram is: 0 in every document, high in few. Of a gram that no document has, the highest. */
  rarity(gram: string): number {
    const found = this.#postings.get(gram)?.length ?? 0;
    return Math.log(1 + (this.#documents - found + 0.5) / (found + 0.5));
  }

  /** Length of a document as a share of the mean. */
  relativeLength = (slot: number): number => this.#lengths[slot] / (this.#length_sum / this.#documents || 1);

  /**
   * Adds to `scores` by slot what the grams of a question are worth in each document.
   * @param weights gram → weight, before saturation and length
   */
  score(weights: ReadonlyMap<string, number>, scores: Float64Array, { k1, b }: Bm25 = BM25): void {
    const mean = this.#length_sum / this.#documents || 1;
    const brakes = new Float64Array(scores.length);
    for (let slot = 0; slot < brakes.length; slot++)
      brakes[slot] = k1 * (1 - b + (b * (this.#lengths[slot] ?? 0)) / mean);
    for (const [gram, weight] of weights) {
      const posting = this.#postings.get(gram);
      if (!posting) continue;
      const { slots, counts, length } = posting;
      const top = weight * (k1 + 1);
      for (let row = 0; row < length; row++) {
        const slot = slots[row];
        const count = counts[row];
        scores[slot] += (top * count) / (count + brakes[slot]);
      }
    }
  }

  #addRow(gram: string, slot: number, count: number): void {
    let posting = this.#postings.get(gram);
    if (!posting) {
      posting = { slots: new Uint32Array(FIRST_ROOM), counts: new Uint16Array(FIRST_ROOM), length: 0 };
      this.#postings.set(gram, posting);
    }
    if (posting.length === posting.slots.length) {
      const room = posting.length * 2;
      const { slots, counts } = posting;
      posting.slots = new Uint32Array(room);
      posting.slots.set(slots);
      posting.counts = new Uint16Array(room);
      posting.counts.set(counts);
    }
    posting.slots[posting.length] = slot;
    posting.counts[posting.length] = Math.min(count, 65_535);
    posting.length++;
  }

  #removeRow(gram: string, slot: number): void {
    const posting = this.#postings.get(gram);
    if (!posting) return;
    const row = posting.slots.subarray(0, posting.length).indexOf(slot);
    const last = --posting.length;
    posting.slots[row] = posting.slots[last];
    posting.counts[row] = posting.counts[last];
    if (last === 0) this.#postings.delete(gram);
  }
}

function grown(values: Float64Array, least: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.max(least, values.length * 2));
  larger.set(values);
  return larger;
}
