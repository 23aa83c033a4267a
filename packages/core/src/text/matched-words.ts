/** Words that are named as the reason why an article was found. */
const MOST_WORDS = 4;
/** Share of the worth of the best word below which others say nothing: 您好, 请问. */
const LEAST_SHARE = 0.3;

/**
 * Parts of a question that stand in a text, those that say most first.
 * @param runs units of the question, run by run
 * @param bare units of the text without what stands between them
 * @param worthOf of a pair of units
 */
export function wordsHeld(
  runs: readonly (readonly string[])[],
  bare: string,
  worthOf: (pair: string) => number,
): string[] {
  const found = new Map<string, number>();
  for (const units of runs)
    for (const [from, to] of partsHeld(units, bare)) {
      let worth = 0;
      for (let at = from; at + 1 < to; at++) worth += worthOf(units[at] + units[at + 1]);
      found.set(units.slice(from, to).join(''), worth);
    }
  const best = Math.max(...found.values());
  return [...found]
    .filter(([, worth]) => worth >= LEAST_SHARE * best)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_WORDS)
    .map(([word]) => word);
}

/** The longest parts of a run that a text holds, of two units and more, from the left; or the run when it is one unit. */
function partsHeld(units: readonly string[], bare: string): [number, number][] {
  if (units.length === 1) return bare.includes(units[0]) ? [[0, 1]] : [];
  const parts: [number, number][] = [];
  for (let from = 0; from + 1 < units.length; ) {
    let to = from + 1;
    while (to < units.length && bare.includes(units.slice(from, to + 1).join(''))) to++;
    if (to > from + 1) parts.push([from, to]);
    from = to > from + 1 ? to : from + 1;
  }
  return parts;
}
