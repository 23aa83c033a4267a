import type { ScoreBeside, ScoreErrors } from '@opentocc/contract';
import { fixed, NO_VALUE, percent, signed } from '../../../../ui/format.ts';

/** Errors in the words of a screen: of travel times in percent, of tails in metres. */
export const shareText = (share: number | null): string => (share === null ? NO_VALUE : percent(share));
export const biasText = (share: number | null): string =>
  share === null ? NO_VALUE : `${signed(100 * share, 0)}%`;
export const metresText = (metres: number | null): string => fixed(metres, 0);
export const signedMetresText = (metres: number | null): string =>
  metres === null ? NO_VALUE : signed(metres, 0);

/** Error of a baseline, with that of the twin on the same samples where these are fewer. */
export function besideText(
  beside: ScoreBeside | null,
  text: (value: number) => string,
  all: ScoreErrors,
): string {
  if (!beside) return NO_VALUE;
  const same = beside.values === all.values;
  return same
    ? text(beside.baseline)
    : `${text(beside.baseline)} / ${text(beside.twin)} (n=${beside.values})`;
}
