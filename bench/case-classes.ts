import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { hash01 } from '@opentocc/core/random';
import { bareText, createTextClassifier, type LabelledText, trainTextClassifier } from '@opentocc/core/text';
import { type Bench, cpuSeconds, type Figure, quantile } from './harness.ts';

const DEFAULT_FILE = join(
  import.meta.dirname,
  '../../shared/data/citizen/tipdm2020c/labelled_segmented.tsv.gz',
);
const FOLDS = 5;

/**
 * `case-classes [FILE] [SEEDS]`: how well classes of letters are learned, by 5 folds. Texts that are the same but for spaces and
 * punctuation lie in one fold. FILE has a line for each text, its class, a tab and the text with spaces between its words; packed by
 * gzip or not, with any ends of lines, with or without a mark of UTF-8. What cannot be measured is said in a line, and ends it with 1.
 */
export const run: Bench = async ([file = DEFAULT_FILE, seeds = '1'], report) => {
  if (!existsSync(file)) {
    process.stdout.write(`${file} is absent; nothing measured\n`);
    return;
  }
  try {
    measure(readExamples(file), seedsOf(seeds), report);
  } catch (error) {
    if (!(error instanceof UnfitFile)) throw error;
    process.stderr.write(`${file}: ${error.message}; nothing measured\n`);
    process.exitCode = 1;
  }
};

/** What was given cannot be measured, and why. */
class UnfitFile extends Error {}

function seedsOf(text: string): number {
  const seeds = Number(text);
  if (!Number.isInteger(seeds) || seeds < 1) throw new UnfitFile(`${text} is no number of seeds`);
  return seeds;
}

function measure(examples: readonly LabelledText[], seeds: number, report: (figure: Figure) => void): void {
  const classes = [...new Set(examples.map(({ label }) => label))].sort();
  const groups = groupsOf(examples);
  checkFolds(examples, groups, classes);
  const note = `${examples.length} texts, ${new Set(groups).size} different, ${classes.length} classes`;
  for (let seed = 1; seed <= seeds; seed++) reportSeed(seed, examples, groups, classes, note, report);
}

function reportSeed(
  seed: number,
  examples: readonly LabelledText[],
  groups: readonly number[],
  classes: readonly string[],
  note: string,
  report: (figure: Figure) => void,
): void {
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
  const sure = guesses.filter(({ odds }) => odds >= 0.9);
  if (sure.length === 0) return;
  const right = sure.filter(({ name, label }) => name === label).length / sure.length;
  report({
    figure: 'right where odds are 0.9 and more',
    value: right,
    unit: '',
    note: `${sure.length} texts`,
  });
}

/**
 * Says which classes are too few for folds, so that some fold has to find what it did not learn.
 * @throws UnfitFile where there is nothing to be distinguished
 */
function checkFolds(
  examples: readonly LabelledText[],
  groups: readonly number[],
  classes: readonly string[],
): void {
  if (examples.length === 0) throw new UnfitFile('it has no text');
  if (classes.length < 2)
    throw new UnfitFile(`all texts are of the class ${classes[0]}; two classes are the least`);
  for (const name of classes) {
    const different = new Set(groups.filter((_, i) => examples[i].label === name)).size;
    if (different < FOLDS)
      process.stderr.write(
        `the class ${name} has ${different} different texts, fewer than ${FOLDS} folds: some have not learned it\n`,
      );
  }
}

function readExamples(file: string): LabelledText[] {
  const lines = decoded(unpacked(bytesOf(file))).split(/\r\n|\n|\r/);
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const [label, text, ...rest] = line.split('\t');
    if (label.trim() === '' || text === undefined || text.trim() === '' || rest.length > 0)
      throw new UnfitFile(`line ${i + 1} is not a class, a tab and a text`);
    return [{ label: label.trim(), text }];
  });
}

function bytesOf(file: string): Buffer {
  if (!statSync(file).isFile()) throw new UnfitFile('it is no file');
  return readFileSync(file);
}

/** Without a mark at its beginning. */
function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnfitFile('it is not written in UTF-8');
  }
}

function unpacked(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new UnfitFile(`it is packed by gzip and damaged (${String(error)})`);
  }
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
    const learned = examples.filter((_, i) => foldOf(i) !== fold);
    if (new Set(learned.map(({ label }) => label)).size < 2)
      throw new UnfitFile(`fold ${fold + 1} leaves fewer than two classes to learn; there are too few texts`);
    const model = trainTextClassifier(learned, undefined, seed);
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
