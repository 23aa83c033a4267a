import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { ArticleSearch, bareText } from '@opentocc/core/text';
import { type CellValue, readSheet } from 'read-excel-file/node';
import { type Bench, cpuSeconds, quantile } from './harness.ts';

const DEFAULT_FILE = join(import.meta.dirname, '../../shared/data/citizen/tipdm2020c/replies.xlsx');
/** As much as an agent has typed when the suggestion should be there. */
const LETTERS = 20;
/** A message is asked of a search that has learned from the messages of the other folds alone. */
const FOLDS = 10;
const LARGE = 20_000;
/** Work between two turns of the event loop, ms, as the library fills its search. */
const SLICE_MS = 10;

interface Pair {
  /** What the writer called it; learned with the messages of other pairs, never asked. */
  readonly title: string;
  readonly message: string;
  readonly reply: string;
}

type Report = Parameters<Bench>[1];

/**
 * `knowledge-search [FILE]`: whether the reply to a message is found among all replies by its first 20 characters. FILE is a workbook whose first
 * sheet has the columns 留言详情 and 答复意见, and perhaps 留言主题. An article is the reply alone. Replies that are the same letter for letter are
 * one article; rows without a message or a reply are left out.
 */
export const run: Bench = async ([file = DEFAULT_FILE], report) => {
  if (!existsSync(file)) {
    process.stdout.write(`${file} is absent; nothing measured\n`);
    return;
  }
  const pairs = await readPairs(file);
  const articles = [...new Set(pairs.map(({ reply }) => reply))];
  reportFound(pairs, articles, report);
  await timeLarge(pairs, report);
};

function reportFound(pairs: readonly Pair[], articles: readonly string[], report: Report): void {
  const number = new Map(articles.map((reply, i) => [reply, i + 1]));
  const idOf = ({ reply }: Pair) => number.get(reply) ?? 0;
  const unlearned = filled(articles);
  const plain = pairs.map((pair) => rankOf(unlearned, pair.message, idOf(pair)));
  const ranks: number[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const learned = filled(articles);
    for (const [i, pair] of pairs.entries())
      if (i % FOLDS !== fold) learned.learn(`${pair.title}\n${pair.message}`, idOf(pair));
    for (const [i, pair] of pairs.entries())
      if (i % FOLDS === fold) ranks[i] = rankOf(learned, pair.message, idOf(pair));
  }
  const note = `${pairs.length} messages, ${articles.length} different replies, first ${LETTERS} characters`;
  for (const most of [1, 5]) {
    report({ figure: `R@${most}`, value: share(ranks, most), unit: '', note });
    report({ figure: `R@${most}, nothing learned from other pairs`, value: share(plain, most), unit: '' });
    for (const [odd, of] of [
      [0, 'of every second message from the first'],
      [1, 'of the other messages'],
    ] as const) {
      const half = (all: readonly number[]) => all.filter((_, i) => i % 2 === odd);
      report({ figure: `R@${most}, ${of}`, value: share(half(ranks), most), unit: '' });
      report({ figure: `R@${most}, ${of}, nothing learned`, value: share(half(plain), most), unit: '' });
    }
  }
}

const share = (ranks: readonly number[], most: number): number =>
  ranks.filter((rank) => rank > 0 && rank <= most).length / ranks.length;

/** From 1; 0 when it is not among the first five. */
const rankOf = (search: ArticleSearch, message: string, article: number): number =>
  search.suggest(message.slice(0, LETTERS), 5).findIndex(({ id }) => id === article) + 1;

function filled(articles: readonly string[]): ArticleSearch {
  const search = new ArticleSearch();
  for (const [i, body] of articles.entries()) search.put(i + 1, { title: '', body });
  search.relate(articles.length);
  return search;
}

/** Time at 20,000 articles: the real replies again and again, each with the sentences of two others behind it. */
async function timeLarge(pairs: readonly Pair[], report: Report): Promise<void> {
  const search = new ArticleSearch();
  const at = (i: number) => pairs[i % pairs.length].reply;
  const before_mb = memory_mb();
  const articles = Array.from({ length: LARGE }, (_, i) => ({
    title: pairs[i % pairs.length].message.slice(0, 20),
    body: at(i) + at(i * 7 + 1) + at(i * 13 + 2),
  }));
  await inSlices('put into the search', LARGE, report, (i) => search.put(i, articles[i]));
  report({
    ...{ figure: `memory of ${LARGE} articles and the search over them`, value: memory_mb() - before_mb },
    ...{ unit: 'MB', note: 'resident, with what was not collected yet' },
  });
  await inSlices('asked for their like', LARGE, report, () => search.relate(1));
  await inSlices('questions learned', pairs.length, report, (i) => search.learn(pairs[i].message, i));
  const note = `${LARGE} articles made of real replies, ${pairs.length} questions learned; wall`;
  for (const [name, ask] of [
    ['suggestion', (text: string) => search.suggest(text, 5)],
    ['search', (text: string) => search.search(text.slice(0, 6), 20)],
  ] as const) {
    const times = pairs.slice(0, 600).map(({ message }) => timed(() => ask(message.slice(0, LETTERS))));
    const of = (key: 'wall_ms' | 'cpu_ms') => times.map((one) => one[key]);
    report({ figure: `${name}, median`, value: quantile(of('wall_ms'), 0.5), unit: 'ms', note });
    report({ figure: `${name}, p95`, value: quantile(of('wall_ms'), 0.95), unit: 'ms' });
    report({ figure: `${name}, longest`, value: Math.max(...of('wall_ms')), unit: 'ms' });
    report({
      figure: `${name}, p95 of CPU`,
      value: quantile(of('cpu_ms'), 0.95),
      unit: 'ms',
      note: 'all threads',
    });
  }
}

/** Does something for each of many as the library does, and reports how long it took and the longest that it held the event loop. */
async function inSlices(
  figure: string,
  many: number,
  report: Report,
  work: (i: number) => void,
): Promise<void> {
  const [start_ms, start_s] = [performance.now(), cpuSeconds()];
  let [slice_ms, longest_ms] = [performance.now(), 0];
  for (let i = 0; i < many; i++) {
    work(i);
    const took_ms = performance.now() - slice_ms;
    longest_ms = Math.max(longest_ms, took_ms);
    if (took_ms < SLICE_MS) continue;
    await breathe();
    slice_ms = performance.now();
  }
  report({
    figure: `${many} ${figure}`,
    value: (performance.now() - start_ms) / 1000,
    unit: 's',
    note: 'wall',
  });
  report({ figure: `${many} ${figure}, CPU`, value: cpuSeconds() - start_s, unit: 's', note: 'all threads' });
  report({ figure: `${many} ${figure}, longest slice`, value: longest_ms, unit: 'ms', note: 'wall' });
}

function timed(work: () => void): { wall_ms: number; cpu_ms: number } {
  const [from_ms, from_s] = [performance.now(), cpuSeconds()];
  work();
  return { wall_ms: performance.now() - from_ms, cpu_ms: (cpuSeconds() - from_s) * 1000 };
}

const memory_mb = (): number => process.memoryUsage().rss / 2 ** 20;

/** Pairs of a message and its reply. */
async function readPairs(file: string): Promise<Pair[]> {
  const [head = [], ...rows] = await readSheet(file);
  const names = head.map(textOf);
  const lacking = ['留言详情', '答复意见'].filter((name) => !names.includes(name));
  if (lacking.length > 0)
    throw new Error(
      `The first row of ${file} has no column ${lacking.join(', ')}. It has: ${names.filter(Boolean).join(', ') || 'nothing'}.`,
    );
  const cell = (row: readonly (CellValue | null)[], name: string) => textOf(row[names.indexOf(name)] ?? null);
  const pairs = rows
    .map((row) => ({
      title: cell(row, '留言主题'),
      message: cell(row, '留言详情'),
      reply: cell(row, '答复意见'),
    }))
    .filter((pair) => bareText(pair.message) !== '' && bareText(pair.reply) !== '');
  if (pairs.length === 0) throw new Error(`${file} has no row with both a message and a reply.`);
  return pairs;
}

const textOf = (cell: CellValue | null): string => (cell === null ? '' : String(cell).trim());
