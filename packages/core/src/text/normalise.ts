import { withLineNumbers } from './line-numbers.ts';
import { simplified } from './simplified.ts';

/** A number plate however it is typed: 粤B·D12345, 粤b d12345, 粤B-12345. */
const PLATE = /(\p{Script=Han}[a-z])[\s·•・.-]{0,2}([a-z0-9]{5,6})(?![a-z0-9])/gu;

/** One form of a text for comparing: full width as half width, small letters, simplified ones, plates without their dot. */
export function normalise(text: string): string {
  return simplified(text.normalize('NFKC').toLowerCase()).replace(PLATE, '$1$2');
}

/** What is searched of a text: normalised, with the numbers of lines in digits. */
export const searchForm = (text: string): string => withLineNumbers(normalise(text));

/** What stands between sentences and words is dropped; what remains are runs of letters and digits. */
const RUN = /[\p{L}\p{N}]+/gu;
/** Latin letters and digits stay whole, so that a plate or the number of a line is one; Chinese is taken by the character. */
const UNIT = /[a-z0-9]+|[^a-z0-9]/gu;

/** The units of a normalised text, run by run: 乘M299路。好 is [[乘, m299, 路], [好]]. */
export function unitsOf(normalised: string): string[][] {
  return (normalised.match(RUN) ?? []).map((run) => run.match(UNIT) ?? []);
}

/** Every n units that stand beside each other, as often as they do. @param runs of {@link unitsOf} */
export function gramsOf(runs: readonly (readonly string[])[], n: 1 | 2): string[] {
  if (n === 1) return runs.flat();
  const pairs: string[] = [];
  for (const units of runs) for (let i = 1; i < units.length; i++) pairs.push(units[i - 1] + units[i]);
  return pairs;
}

/** A text without what two writings of the same may differ in: for finding texts that came twice. */
export const bareText = (text: string): string => (normalise(text).match(RUN) ?? []).join('');
