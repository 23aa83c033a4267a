import type { Bilingual, LikelySource } from '@opentocc/contract';
import type { Terminal } from './model.ts';
import { comparablePhone, normalPlate } from './normal-form.ts';

/**
 * How much a share of the terminals that are like the waiting one speaks for their source. Assumed (2026-11-27): a plate that
 * a source had before says most; firms buy SIM cards in rows, and come by one gateway; a model is in many firms.
 */
const WEIGHT = { plate: 8, address: 3, phone: 3, model: 1 } as const;
type Sign = keyof typeof WEIGHT;
/** Last digits in which numbers of one purchase differ. */
const ROW_DIGITS = 3;
/** Sources named at most. */
const NAMED = 3;

type Said = Pick<Terminal, 'phone' | 'plate' | 'address' | 'maker' | 'model'>;

/**
 * Whose a waiting terminal probably is, by what it shares with those that are known.
 * @param known all terminals with a source, those that were replaced or retired too; one pass over them
 */
export function likelySources(said: Said, known: Iterable<Terminal>): LikelySource[] {
  const shares = countLike(said, known);
  const score = new Map<number, number>();
  const why = new Map<number, Bilingual[]>();
  for (const sign of Object.keys(WEIGHT) as Sign[]) {
    const bySource = shares[sign];
    const all = [...bySource.values()].reduce((sum, n) => sum + n, 0);
    for (const [source, alike] of bySource) {
      score.set(source, (score.get(source) ?? 0) + (WEIGHT[sign] * alike) / all);
      why.set(source, [...(why.get(source) ?? []), wordsOf(sign, alike, all)]);
    }
  }
  return [...score]
    .sort(([a, of_a], [b, of_b]) => of_b - of_a || a - b)
    .slice(0, NAMED)
    .map(([source]) => ({ source, why: why.get(source)! }));
}

/** Terminals of each source that share a sign with the waiting one. */
function countLike(said: Said, known: Iterable<Terminal>): Record<Sign, Map<number, number>> {
  const counts: Record<Sign, Map<number, number>> = {
    plate: new Map(),
    address: new Map(),
    phone: new Map(),
    model: new Map(),
  };
  const rowOf = (phone: string) => comparablePhone(phone).slice(0, -ROW_DIGITS);
  const [plate, row] = [normalPlate(said.plate), rowOf(said.phone)];
  for (const terminal of known) {
    const { source } = terminal;
    const add = (sign: Sign) => counts[sign].set(source, (counts[sign].get(source) ?? 0) + 1);
    if (plate !== '' && normalPlate(terminal.plate) === plate) add('plate');
    if (said.address !== '' && terminal.address === said.address) add('address');
    if (row !== '' && rowOf(terminal.phone) === row) add('phone');
    if (said.model !== '' && terminal.model === said.model && terminal.maker === said.maker) add('model');
  }
  return counts;
}

function wordsOf(sign: Sign, alike: number, all: number): Bilingual {
  const of = alike === all ? `${alike}` : `${alike} / ${all}`;
  switch (sign) {
    case 'plate':
      return { zh: '该车牌曾由该单位的终端使用', en: 'a terminal of it had this plate before' };
    case 'address':
      return { zh: `同一网络地址的终端：${of} 台`, en: `terminals from the same address: ${of}` };
    case 'phone':
      return {
        zh: `同一号段（仅末 3 位不同）的终端：${of} 台`,
        en: `terminals of the same row of numbers: ${of}`,
      };
    case 'model':
      return { zh: `同一厂商型号的终端：${of} 台`, en: `terminals of the same maker and model: ${of}` };
  }
}
