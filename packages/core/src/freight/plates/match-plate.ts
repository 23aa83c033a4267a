import { confusionOf, missedOf } from './letters.ts';

/** Up to which cost a plate is taken for another one without a person: one letter that cameras take for another. */
const SURE = 0.5;
/** Up to which cost a plate is offered to a person: a letter is another one, or two are easily confused. */
const OFFERED = 1.2;
/** By how much the second best must be worse, or a person is asked. */
const APART = 0.35;
const MOST_OFFERED = 5;

export interface NearPlate {
  readonly plate: string;
  /** 0 is the same plate. */
  readonly cost: number;
}

/**
 * What a plate that was read is among those expected: `same`, letter for letter; `taken`, certain enough to act on;
 * `ask`, a person decides among `near`; `none`, nothing is like it.
 */
export type PlateMatch =
  | { readonly kind: 'same' | 'taken'; readonly plate: string; readonly near: readonly NearPlate[] }
  | { readonly kind: 'ask' | 'none'; readonly plate: null; readonly near: readonly NearPlate[] };

/** A plate by its letters alone: full-width letters, case, blanks, dots and dashes make no other plate of it. */
export function plainPlate(plate: string): string {
  return plate
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·•.\-_]/g, '');
}

/**
 * What it costs to have read `read` where `plate` stands: a weighted edit distance (Wagner–Fischer), in which a letter
 * costs by how easily it is taken for the other, and one that is missing by how easily it is hidden. O(letters²).
 */
export function plateDistance(read: string, plate: string): number {
  const [from, to] = [[...plainPlate(read)], [...plainPlate(plate)]];
  let row = new Float64Array(to.length + 1);
  for (let j = 1; j <= to.length; j++) row[j] = row[j - 1] + missedOf(to[j - 1]);
  for (let i = 1; i <= from.length; i++) {
    const next = new Float64Array(to.length + 1);
    // A letter that is not there is never seen: what was read too much costs whole.
    next[0] = row[0] + 1;
    for (let j = 1; j <= to.length; j++)
      next[j] = Math.min(
        row[j - 1] + confusionOf(from[i - 1], to[j - 1]),
        next[j - 1] + missedOf(to[j - 1]),
        row[j] + 1,
      );
    row = next;
  }
  return row[to.length];
}

/**
 * Finds a plate among those that may come. The read itself is never changed: whoever acts on a match stores both. A plate
 * that differs in one digit is another truck, and is never taken for the one that is expected.
 */
export function matchPlate(read: string, expected: Iterable<string>): PlateMatch {
  const plain = plainPlate(read);
  const near: NearPlate[] = [];
  for (const plate of new Set(expected)) {
    if (Math.abs(plate.length - plain.length) > 3) continue;
    const cost = plateDistance(plain, plate);
    if (cost <= OFFERED) near.push({ plate, cost });
  }
  near.sort((a, b) => a.cost - b.cost || (a.plate < b.plate ? -1 : 1));
  const [best, second] = near;
  if (best === undefined) return { kind: 'none', plate: null, near };
  if (best.cost === 0) return { kind: 'same', plate: best.plate, near: [best] };
  const isSure = best.cost <= SURE && (second === undefined || second.cost - best.cost >= APART);
  const offered = near.slice(0, MOST_OFFERED);
  return isSure
    ? { kind: 'taken', plate: best.plate, near: offered }
    : { kind: 'ask', plate: null, near: offered };
}
