import { normalise } from './normalise.ts';

/** What a text is taken apart into. */
export interface FeatureOptions {
  /** Lengths of the runs of characters that are features. */
  readonly runs: readonly number[];
  /** First characters whose runs count a second time, as features of their own: there a letter says what it is about. */
  readonly head: number;
}

/** A feature in a text: what it is named by, and where it stands. */
export type VisitFeature = (key: number, text: string) => void;

const [RUN, WORD, HEAD] = [0x9e37_79b9, 0x85eb_ca6b, 0xc2b2_ae35];
/** Longest text that is looked at: a letter of 10,000 characters says what it is about in these. */
const MOST_LETTERS = 4000;

/**
 * Runs of characters across words, words where the text is parted by spaces, and runs of its beginning. Each is named by a hash
 * of 32 bits instead of a string: among a million features one in 4,000 shares its name, and no vocabulary is stored.
 */
export function visitFeatures(text: string, { runs, head }: FeatureOptions, visit: VisitFeature): void {
  const words = normalise(text.slice(0, MOST_LETTERS)).split(/\s+/).filter(Boolean);
  const whole = words.join('');
  for (const length of runs) visitRuns(whole, length, RUN, visit);
  for (const word of words) visit(hashOf(word, 0, word.length, WORD), word);
  const beginning = whole.slice(0, head);
  for (const length of runs) visitRuns(beginning, length, HEAD, visit);
}

function visitRuns(text: string, length: number, kind: number, visit: VisitFeature): void {
  for (let at = 0; at + length <= text.length; at++)
    visit(hashOf(text, at, length, kind + length), text.slice(at, at + length));
}

/** FNV-1a over code units with the last mixing of MurmurHash3, unsigned. */
function hashOf(text: string, at: number, length: number, seed: number): number {
  let hash = seed | 0;
  for (let i = at; i < at + length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85eb_ca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Features of a text, each once and by growing key, and how often it has them. */
export interface Features {
  readonly keys: Uint32Array;
  readonly counts: Uint16Array;
}

let room = new Uint32Array(1 << 14);

export function featuresOf(text: string, options: FeatureOptions): Features {
  let length = 0;
  visitFeatures(text, options, (key) => {
    if (length === room.length) {
      const larger = new Uint32Array(room.length * 2);
      larger.set(room);
      room = larger;
    }
    room[length++] = key;
  });
  return countSorted(room.slice(0, length).sort());
}

function countSorted(sorted: Uint32Array): Features {
  const keys = new Uint32Array(sorted.length);
  const counts = new Uint16Array(sorted.length);
  let last = -1;
  for (let i = 0; i < sorted.length; i++) {
    if (last < 0 || keys[last] !== sorted[i]) keys[++last] = sorted[i];
    counts[last]++;
  }
  return { keys: keys.slice(0, last + 1), counts: counts.slice(0, last + 1) };
}
