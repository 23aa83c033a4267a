import { featuresOf, visitFeatures } from './text-features.ts';
import type { TextModel } from './text-model.ts';

export interface ClassOdds {
  readonly name: string;
  /** From 0 to 1; those of all classes make 1. */
  readonly odds: number;
}

/** A run of characters that spoke for a class, and how strongly beside the others. */
export interface Reason {
  readonly text: string;
  readonly weight: number;
}

export interface TextClassifier {
  /** All classes, the likeliest first. */
  classify(text: string): ClassOdds[];
  /** What in the text spoke most for a class: no run that lies within another one of the list. */
  reasons(text: string, name: string, most: number): Reason[];
}

/** Says which class a text is of, by a model that was trained. */
export function createTextClassifier(model: TextModel): TextClassifier {
  const { classes, features, weights, sharpness } = model;
  const table = createKeyTable(model.keys);

  function margins(text: string): Float64Array {
    const { keys, counts } = featuresOf(text, features);
    const sums = new Float64Array(classes.length);
    let length = 0;
    for (let i = 0; i < keys.length; i++) {
      const row = table.find(keys[i]);
      if (row < 0) continue;
      const value = featureValue(counts[i], model.rarities[row]);
      length += value * value;
      for (let c = 0; c < sums.length; c++) sums[c] += weights[row * sums.length + c] * value;
    }
    const norm = length > 0 ? 1 / Math.sqrt(length) : 0;
    return sums.map((sum, c) => sum * norm + model.constants[c]);
  }

  return {
    classify(text) {
      const odds = oddsOf(margins(text), sharpness);
      return classes.map((name, c) => ({ name, odds: odds[c] })).sort((a, b) => b.odds - a.odds);
    },
    reasons(text, name, most) {
      const chosen = classes.indexOf(name);
      const spoke = new Map<string, number>();
      visitFeatures(text, features, (key, run) => {
        const row = table.find(key);
        if (row >= 0)
          spoke.set(
            run,
            (spoke.get(run) ?? 0) + weights[row * classes.length + chosen] * model.rarities[row],
          );
      });
      return outermost(spoke, most);
    },
  };
}

/** What a feature counts in a text: more of it counts ever less. */
export const featureValue = (count: number, rarity: number): number => (1 + Math.log(count)) * rarity;

/** Margins as odds that make 1. */
export function oddsOf(margins: Float64Array, sharpness: number): Float64Array {
  const most = Math.max(...margins);
  const powers = margins.map((margin) => Math.exp(sharpness * (margin - most)));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

function outermost(spoke: ReadonlyMap<string, number>, most: number): Reason[] {
  const chosen: Reason[] = [];
  const ranked = [...spoke]
    .filter(([text, weight]) => weight > 0 && text.length > 1)
    .sort((a, b) => b[1] - a[1]);
  for (const [text, weight] of ranked) {
    if (chosen.length === most) break;
    if (!chosen.some((other) => other.text.includes(text) || text.includes(other.text)))
      chosen.push({ text, weight });
  }
  return chosen;
}

/** Row of a key, −1 when it is not known: open addressing, since a Map of a million numbers takes 60 MB. */
export function createKeyTable(keys: Uint32Array) {
  const bits = Math.ceil(Math.log2(Math.max(keys.length, 1) * 2)) + 1;
  const mask = 2 ** bits - 1;
  const rows = new Int32Array(2 ** bits).fill(-1);
  for (let row = 0; row < keys.length; row++) {
    let place = keys[row] & mask;
    while (rows[place] >= 0) place = (place + 1) & mask;
    rows[place] = row;
  }
  return {
    find(key: number): number {
      let place = key & mask;
      while (rows[place] >= 0 && keys[rows[place]] !== key) place = (place + 1) & mask;
      return rows[place];
    },
  };
}
