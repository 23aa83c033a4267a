import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { hash01 } from '@opentocc/core/random';
import { bareText, createTextClassifier, type LabelledText, trainTextClassifier } from '@opentocc/core/text';
import { type Bench, cpuSeconds, quantile } from './harness.ts';

const DEFAULT_FILE = join(
  import.meta.dirname,
  '../../shared/data/citizen/tipdm2020c/labelled_segmented.tsv.gz',
);
const FOLDS = 5;

/**
 * `case-classes [FILE] [SEEDS]`: how well classes of letters are learned, by 5 folds. Texts that are the same but for spaces and punctuation lie in
 * one fold. FILE has a line for each text, its class, a tab and the text with spaces between its words; packed by gzip or not.
 */
export const run: Bench = async ([file = DEFAULT_FILE, seeds = '1'], report) => {
  if (!existsSync(file)) {
    process.stdout.write(`${file} is absent; nothing measured\n`);
    return;
  }
  const examples = readExamples(file);
  const classes = [...new Set(examples.map(({ label }) => label))].sort();
  const groups = groupsOf(examples);
  const note = `${examples.length} texts, ${new Set(groups).size} different, ${classes.length} classes`;
  for (let seed = 1; seed <= Number(seeds); seed++) {
    const { guesses, times_ms, train_s, cpu_ms } = foldAll(examples, groups, seed);
    const scores = classes.map((name) => f1Of(name, examples, guesses));
    const macro = scores.reduce((a, b) => a + b, 0) / classes.length;
    report({ figure: `macro-F1, seed ${seed}`, value: macro, unit: '', note });
    for (const [i, name] of classes.entries())
      report({ figure: `F1 ${name}, seed ${seed}`, value: scores[i], unit: '' });
    const mean = times_ms.reduce((a, b) => a + b, 0) / times_ms.length;
    report({ figure: 'a text, mean', value: mean, unit: 'ms', note: 'wall, with taking it apart' });
    report({ figure: 'a text, mean CPU', value: cpu_ms, unit: 'ms', note: 'all threads' });
    report({ figure: 'a text, p99', value: quantile(times_ms, 0.99), unit: 'ms' });
    report({ figure: 'training on four folds, mean', value: train_s, unit: 's', note: 'wall' });
    const odds = guesses.filter(({ odds }) => odds >= 0.9);
    const right = odds.filter(({ name, label }) => name === label).length / odds.length;
    report({
      figure: 'right where odds are 0.9 and more',
      value: right,
      unit: '',
      note: `${odds.length} texts`,
    });
  }
};

function readExamples(file: string): LabelledText[] {
  const bytes = readFileSync(file);
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const lines = (isPacked ? gunzipSync(bytes) : bytes).toString('utf8').split(/\r?\n/);
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const [label, text, ...rest] = line.split('\t');
    if (!label || text === undefined || rest.length > 0)
      throw new Error(`line ${i + 1} of ${file} is not a class, a tab and a text`);
    return [{ label: label.trim(), text }];
  });
}

/** The same number for texts that are the same. */
function groupsOf(examples: readonly LabelledText[]): number[] {
  const known = new Map<string, number>();
  return examples.map(({ text }) => {
    const form = bareText(text);
    if (!known.has(form)) known.set(form, known.size);
    return known.get(form) as number;
  });
}

interface Guess {
  readonly label: string;
  readonly name: string;
  readonly odds: number;
}

function foldAll(examples: readonly LabelledText[], groups: readonly number[], seed: number) {
  const foldOf = (i: number) => Math.floor(hash01(seed, groups[i], 0, 0) * FOLDS);
  const guesses: Guess[] = [];
  const times_ms: number[] = [];
  let train_ms = 0;
  let cpu_s = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const from_ms = performance.now();
    const model = trainTextClassifier(
      examples.filter((_, i) => foldOf(i) !== fold),
      undefined,
      seed,
    );
    train_ms += performance.now() - from_ms;
    const classifier = createTextClassifier(model);
    const start_s = cpuSeconds();
    for (const [i, { text, label }] of examples.entries()) {
      if (foldOf(i) !== fold) continue;
      const start_ms = performance.now();
      const [best] = classifier.classify(text);
      times_ms.push(performance.now() - start_ms);
      guesses.push({ label, ...best });
    }
    cpu_s += cpuSeconds() - start_s;
  }
  return { guesses, times_ms, train_s: train_ms / FOLDS / 1000, cpu_ms: (cpu_s * 1000) / guesses.length };
}

function f1Of(name: string, examples: readonly LabelledText[], guesses: readonly Guess[]): number {
  const wanted = examples.filter(({ label }) => label === name).length;
  const guessed = guesses.filter((guess) => guess.name === name).length;
  const right = guesses.filter((guess) => guess.name === name && guess.label === name).length;
  return (2 * right) / (wanted + guessed);
}
