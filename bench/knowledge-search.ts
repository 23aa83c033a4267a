import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ArticleSearch, bareText } from '@opentocc/core/text';
import { readSheet } from 'read-excel-file/node';
import { type Bench, cpuSeconds, quantile } from './harness.ts';

const DEFAULT_FILE = join(import.meta.dirname, '../../shared/data/citizen/tipdm2020c/replies.xlsx');
/** As much as an agent has typed when the suggestion should be there. */
const LETTERS = 20;
/** A message is asked of a search that has learned from the messages of the other folds alone. */
const FOLDS = 10;
const LARGE = 20_000;

interface Pair {
  /** What the writer called it; learned with the messages of other pairs, never asked. */
  readonly title: string;
  readonly message: string;
  readonly reply: string;
}

/**
 * `knowledge-search [FILE]`: whether the reply to a message is found among all replies by its first 20 characters. FILE is a workbook whose first
 * sheet has the columns 留言主题, 留言详情 and 答复意见. An article is the reply alone. Replies that are the same letter for letter are one article.
 */
export const run: Bench = async ([file = DEFAULT_FILE], report) => {
  if (!existsSync(file)) {
    process.stdout.write(`${file} is absent; nothing measured\n`);
    return;
  }
  const pairs = await readPairs(file);
  const articles = [...new Set(pairs.map(({ reply }) => reply))];
  const number = new Map(articles.map((reply, i) => [reply, i + 1]));
  const search = () => filled(articles);
  const ranks: number[] = [];
  const plain: number[] = [];
  const unlearned = search();
  for (const [i, { message, reply }] of pairs.entries())
    plain[i] = rankOf(unlearned, message, number.get(reply) ?? 0);
  for (let fold = 0; fold < FOLDS; fold++) {
    const learned = search();
    for (const [i, { title, message, reply }] of pairs.entries())
      if (i % FOLDS !== fold) learned.learn(`${title}\n${message}`, number.get(reply) ?? 0);
    for (const [i, { message, reply }] of pairs.entries())
      if (i % FOLDS === fold) ranks[i] = rankOf(learned, message, number.get(reply) ?? 0);
  }
  const note = `${pairs.length} messages, ${articles.length} different replies, first ${LETTERS} characters`;
  for (const most of [1, 5]) {
    report({ figure: `R@${most}`, value: share(ranks, most), unit: '', note });
    for (const [odd, of] of [
      [0, 'of the messages by which worths were fitted'],
      [1, 'of the other messages'],
    ] as const) {
      const half = ranks.filter((_, i) => i % 2 === odd);
      report({ figure: `R@${most}, ${of}`, value: share(half, most), unit: '' });
    }
    report({ figure: `R@${most}, nothing learned from other pairs`, value: share(plain, most), unit: '' });
  }
  timeLarge(pairs, report);
};

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
function timeLarge(pairs: readonly Pair[], report: Parameters<Bench>[1]): void {
  const search = new ArticleSearch();
  const at = (i: number) => pairs[i % pairs.length].reply;
  const start_ms = performance.now();
  for (let i = 0; i < LARGE; i++)
    search.put(i, {
      title: pairs[i % pairs.length].message.slice(0, 20),
      body: at(i) + at(i * 7 + 1) + at(i * 13 + 2),
    });
  const built_s = (performance.now() - start_ms) / 1000;
  const related_ms = performance.now();
  search.relate(200);
  const relate_ms = (performance.now() - related_ms) / 200;
  for (const [i, { message }] of pairs.entries()) search.learn(message, i);
  const note = `${LARGE} articles made of real replies, ${pairs.length} questions learned; wall`;
  for (const [name, ask] of [
    ['suggestion', (text: string) => search.suggest(text, 5)],
    ['search', (text: string) => search.search(text.slice(0, 6), 20)],
  ] as const) {
    const start_s = cpuSeconds();
    const times = pairs.slice(0, 600).map(({ message }) => {
      const from_ms = performance.now();
      ask(message.slice(0, LETTERS));
      return performance.now() - from_ms;
    });
    report({ figure: `${name}, median`, value: quantile(times, 0.5), unit: 'ms', note });
    report({ figure: `${name}, p95`, value: quantile(times, 0.95), unit: 'ms' });
    const cpu_ms = ((cpuSeconds() - start_s) * 1000) / times.length;
    report({ figure: `${name}, mean CPU`, value: cpu_ms, unit: 'ms', note: 'all threads' });
  }
  report({ figure: 'likest articles of one', value: relate_ms, unit: 'ms', note: 'wall, beside other work' });
  report({ figure: `${LARGE} articles put into the search`, value: built_s, unit: 's', note: 'wall' });
}

/** Pairs of a message and its reply. */
async function readPairs(file: string): Promise<Pair[]> {
  const [head, ...rows] = await readSheet(file);
  const column = (name: string) => {
    const found = head.findIndex((cell) => String(cell).trim() === name);
    if (found < 0) throw new Error(`${file} has no column ${name}`);
    return found;
  };
  const [title, message, reply] = [column('留言主题'), column('留言详情'), column('答复意见')];
  const textOf = (cell: unknown) => (cell === null ? '' : String(cell).trim());
  return rows
    .map((row) => ({ title: textOf(row[title]), message: textOf(row[message]), reply: textOf(row[reply]) }))
    .filter((pair) => bareText(pair.message) !== '' && pair.reply !== '');
}
