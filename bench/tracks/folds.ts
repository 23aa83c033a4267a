/** What one variant of the options made of one track, over all settings tried or in one of them. */
export interface Score {
  readonly wrong_m: number;
  readonly true_m: number;
}

/** A fold that was held out: the variant that was best on the tracks of all others, and what it made of these. */
export interface HeldOut {
  readonly fold: number;
  /** Rows of the tracks held out. */
  readonly tracks: readonly number[];
  readonly variant: number;
}

/**
 * Leave-tracks-out: for each fold the variant with the least mismatch on the tracks of all others; the first of equals.
 * @param scores by variant, by track. Every `folds`-th track is of one fold.
 */
export function holdOut(scores: readonly (readonly Score[])[], folds: number): HeldOut[] {
  const tracks = scores[0].map((_, track) => track);
  return Array.from({ length: folds }, (_, fold) => {
    const training = tracks.filter((track) => track % folds !== fold);
    const mismatches = scores.map((ofTrack) => mismatch(training.map((track) => ofTrack[track])));
    const variant = mismatches.indexOf(Math.min(...mismatches));
    return { fold, tracks: tracks.filter((track) => track % folds === fold), variant };
  });
}

/** Wrong over true length. */
export function mismatch(scores: readonly Score[]): number {
  const sum = (of: (score: Score) => number) => scores.reduce((total, score) => total + of(score), 0);
  return sum(({ wrong_m }) => wrong_m) / sum(({ true_m }) => true_m);
}
