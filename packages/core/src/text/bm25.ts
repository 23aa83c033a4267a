/** How fast more of the same gram counts less, and how much a long document is held against it. */
export interface Bm25 {
  readonly k1: number;
  readonly b: number;
}

/** The usual values; others in 0.6–2 and 0.4–0.95 found less on every second message of the bench. */
export const BM25: Bm25 = { k1: 1.2, b: 0.75 };

/** Whether grams are there, not how often nor in how long a text. */
export const PRESENCE: Bm25 = { k1: 0, b: 0 };
