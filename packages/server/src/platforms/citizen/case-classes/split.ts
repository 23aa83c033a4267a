import { bareText } from '@opentocc/core/text';
import type { ClassExample } from './model.ts';

/** What is learned from, and what is held out to be judged by. */
export interface Split {
  readonly learned: readonly ClassExample[];
  readonly held: readonly ClassExample[];
}

/**
 * Holds out the newest matters: that is how a model will be used, and the fairest. Cases that are the same but for spaces and punctuation,
 * or of one confirmed matter, lie on one side, by the first of them; what came twice would be known by heart.
 * @param share of the matters, 0 to 1
 */
export function splitByTime(examples: readonly ClassExample[], share: number): Split {
  const groups = groupsOf(examples);
  const first_ms = new Map<number, number>();
  for (const [i, { received_ms }] of examples.entries())
    first_ms.set(groups[i], Math.min(first_ms.get(groups[i]) ?? received_ms, received_ms));
  const newest = [...first_ms].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  const out = new Set(newest.slice(0, Math.floor(newest.length * share)).map(([group]) => group));
  return {
    learned: examples.filter((_, i) => !out.has(groups[i])),
    held: examples.filter((_, i) => out.has(groups[i])),
  };
}

/** The same number for cases of one matter: joined by text, by cluster, or by both over several. */
function groupsOf(examples: readonly ClassExample[]): Int32Array {
  const parents = Int32Array.from(examples, (_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (parents[root] !== root) root = parents[root];
    parents[i] = root;
    return root;
  };
  const firsts = new Map<string, number>();
  for (const [i, { text, cluster }] of examples.entries())
    for (const key of [`text ${bareText(text)}`, ...(cluster === null ? [] : [`cluster ${cluster}`])]) {
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, i);
      else parents[rootOf(i)] = rootOf(first);
    }
  return parents.map((_, i) => rootOf(i));
}
