import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DAY_MS } from '@opentocc/core/time';
import { startTestDatabase } from '../packages/server/src/adapters/postgres/test-database.ts';
import { migrate } from '../packages/server/src/kit/db.ts';
import { migrations } from '../packages/server/src/platforms/citizen/case-classes/migrations/index.ts';
import type { TaxonomyDay } from '../packages/server/src/platforms/citizen/case-classes/model.ts';
import { unpackModel } from '../packages/server/src/platforms/citizen/case-classes/packed-model.ts';
import { CLASS_RULES } from '../packages/server/src/platforms/citizen/case-classes/rules.ts';
import { createClassStore } from '../packages/server/src/platforms/citizen/case-classes/store.ts';
import { createModelSuggester } from '../packages/server/src/platforms/citizen/case-classes/suggest-by-model.ts';
import {
  addClosed,
  type ClosedCase,
  demoCases,
  openClasses,
} from '../packages/server/src/platforms/citizen/case-classes/test-case-classes.ts';
import { createExampleStore } from '../packages/server/src/platforms/citizen/cases/example-store.ts';
import { FIRST_CATEGORIES } from '../packages/server/src/platforms/citizen/cases/first-categories.ts';
import { migrationsOfCases, START_MS } from '../packages/server/src/platforms/citizen/cases/test-cases.ts';
import { type Bench, cpuSeconds, quantile } from './harness.ts';

/** Cases that the demo city's script makes in a day. */
const A_DAY = 500;
/** Texts that are asked about, and letters of a long one. */
const ASKED = 2_000;
const LONG = 4_000;

const categories = FIRST_CATEGORIES.map(({ code, unit, words }) => ({ code, unit, words }));
const today = new Map(categories.map(({ code }) => [code, code]));
const DAY: TaxonomyDay = { categories, today, types: [], units: null };

/**
 * `case-model [CASES] [SENTENCES]`: a training on that many closed cases (100,000) of that many sentences each (1, some 30 letters), as
 * the platform does it: how long it takes, how much memory, how long the event loop of the platform waits meanwhile; then what a
 * suggestion costs.
 */
export const run: Bench = async ([text = '100000', sentences = '1'], report) => {
  const count = Number(text);
  const { db, stop } = await startTestDatabase();
  try {
    await migrate(db, ...migrationsOfCases, migrations);
    const closed = lengthened(demoCases(Math.ceil(count / A_DAY)).slice(0, count), Number(sentences));
    await addClosed(db, closed);
    await train(db, closed.length, report);
    await suggest(
      db,
      closed.slice(-ASKED).map((one) => one.text),
      report,
    );
  } finally {
    await stop();
  }
};

/** Each case says what the next ones of its category say too. */
function lengthened(all: readonly ClosedCase[], sentences: number): ClosedCase[] {
  const later = new Map<string, string[]>();
  return all
    .toReversed()
    .map((one) => {
      const said = [one.text, ...(later.get(one.category) ?? [])].slice(0, sentences);
      later.set(one.category, said);
      return { ...one, text: said.join('。') };
    })
    .reverse();
}

type Report = Parameters<Bench>[1];
type Db = Awaited<ReturnType<typeof startTestDatabase>>['db'];

async function train(db: Db, closed: number, report: Report): Promise<void> {
  const { classes, said } = openClasses({
    ...{ db, clock: { now: () => START_MS + 365 * DAY_MS }, examples: createExampleStore(db) },
    use: () => undefined,
    cases: {
      taxonomy: { inUse: () => FIRST_CATEGORIES, today: () => today },
      units: { names: async () => new Map() },
    } as never,
  });
  const loop = monitorEventLoopDelay({ resolution: 5 });
  let most_bytes = 0;
  const watch = setInterval(() => {
    most_bytes = Math.max(most_bytes, process.memoryUsage.rss());
  }, 50);
  const before_bytes = process.memoryUsage.rss();
  const start_ms = performance.now();
  const start_s = cpuSeconds();
  loop.enable();
  await classes.begin(null);
  await classes.settled();
  loop.disable();
  clearInterval(watch);
  const [{ state, cases, held_out, known }] = classes.describe().trainings;
  if (state !== 'used') throw new Error(`the training ended ${state}: ${JSON.stringify(said)}`);
  const note = `${cases} of ${closed} cases, ${known.length} categories, ${CLASS_RULES[0].most_features} runs at most`;
  report({ figure: 'a training', value: (performance.now() - start_ms) / 1000, unit: 's', note });
  report({ figure: 'the same, CPU', value: cpuSeconds() - start_s, unit: 's' });
  report({
    figure: 'memory above that before, at most',
    value: (most_bytes - before_bytes) / 2 ** 20,
    unit: 'MiB',
  });
  report({ figure: 'event loop, longest wait', value: loop.max / 1e6, unit: 'ms' });
  report({ figure: 'event loop, p99', value: loop.percentile(99) / 1e6, unit: 'ms' });
  const shareOf = ({ right, of }: { right: number; of: number }) => right / of;
  if (!held_out) return;
  report({ figure: 'held out: words', value: shareOf(held_out.category.words), unit: '' });
  report({ figure: 'held out: model', value: shareOf(held_out.category.model), unit: '' });
}

async function suggest(db: Db, texts: readonly string[], report: Report): Promise<void> {
  const decided = await createClassStore(db).findDecided();
  if (!decided?.model) throw new Error('no model is stored');
  report({ figure: 'a stored model', value: decided.model.length / 2 ** 20, unit: 'MiB' });
  const from_ms = performance.now();
  const model = await unpackModel(decided.model);
  const suggester = createModelSuggester(model, decided.id, CLASS_RULES[0].most_letters);
  report({ figure: 'reading it', value: performance.now() - from_ms, unit: 'ms', note: 'wall' });
  const long = texts.join('。');
  const asked: readonly (readonly [name: string, texts: readonly string[]])[] = [
    ['a text', texts],
    [`a text of ${LONG} letters`, texts.map((_, i) => long.slice(i * 10, i * 10 + LONG))],
  ];
  for (const [name, all] of asked) {
    const times_ms: number[] = [];
    const start_s = cpuSeconds();
    for (const text of all) {
      const start_ms = performance.now();
      suggester(DAY, { text, district: null, meant: null, line: null });
      times_ms.push(performance.now() - start_ms);
    }
    const cpu_ms = ((cpuSeconds() - start_s) * 1000) / all.length;
    report({ figure: `${name}, mean CPU`, value: cpu_ms, unit: 'ms', note: 'all threads' });
    report({ figure: `${name}, p99`, value: quantile(times_ms, 0.99), unit: 'ms', note: 'wall' });
  }
}
