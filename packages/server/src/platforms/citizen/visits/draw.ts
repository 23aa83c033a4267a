import type { Bilingual, VisitDrawSheet } from '@opentocc/contract';
import { sm3 } from '../../../kit/sm.ts';

/** A case as the list of a draw has it. What a rule leaves out stands there too, with the rule. */
export interface ListedCase {
  readonly number: string;
  readonly type: string;
  /** Code; empty for what the hotline answered itself. */
  readonly unit: string;
  readonly rule: string | null;
}

/** What decides a draw, once the list is fixed. */
export interface DrawnBy {
  readonly seed: string;
  readonly witness: string;
  readonly share: number;
}

/** In words, so that anybody can do it by other means. */
export const DRAW_METHOD: Bilingual = {
  zh:
    '名单按工单编号升序，每张一行“编号⇥类型⇥单位⇥规则⏎”，其 SM3 为名单摘要；承诺 = SM3(种子⏎名单摘要⏎)。' +
    '无规则的工单按类型与单位分层，层内按 SM3(种子⏎见证⏎编号⏎) 的十六进制升序，取前 ⌈比例×层内件数⌉ 张。文本均为 UTF-8。',
  en:
    'The list is in ascending order of case numbers, one line each: number TAB type TAB unit TAB rule LF; its SM3 is the list hash. ' +
    'Commitment = SM3(seed LF list hash LF). Cases without a rule are put into strata by type and unit; in each they are ordered by ' +
    'SM3(seed LF witness LF number LF) in hex, and the first ⌈share × cases⌉ are drawn. All text is UTF-8.',
};

const hex = (text: string): string => sm3(text).toString('hex');

export const byNumber = (a: { readonly number: string }, b: { readonly number: string }): number =>
  a.number < b.number ? -1 : a.number > b.number ? 1 : 0;

export function listHashOf(cases: readonly ListedCase[]): string {
  const lines = [...cases]
    .sort(byNumber)
    .map(({ number, type, unit, rule }) => `${number}\t${type}\t${unit}\t${rule ?? ''}\n`);
  return hex(lines.join(''));
}

export const commitmentOf = (seed: string, list_hash: string): string => hex(`${seed}\n${list_hash}\n`);

export const stratumOf = ({ type, unit }: Pick<ListedCase, 'type' | 'unit'>): string => `${type}\t${unit}`;

/** How many of a stratum are drawn. Shares are whole thousandths, so that 0.07 of 100 is 7 and not 8. */
export const drawnOf = (share: number, cases: number): number =>
  Math.ceil((Math.round(share * 1000) * cases) / 1000);

/** Numbers in the order of their lots, which nobody can foresee without the seed. */
export function byLot(numbers: readonly string[], seed: string, witness = ''): string[] {
  return numbers
    .map((number) => ({ number, lot: hex(`${seed}\n${witness}\n${number}\n`) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ number }) => number);
}

/** Numbers of the cases that are drawn, in order. It follows from what it is given and from nothing else. */
export function drawFrom(cases: readonly ListedCase[], { seed, witness, share }: DrawnBy): string[] {
  const strata = new Map<string, string[]>();
  for (const one of cases) {
    if (one.rule !== null) continue;
    const members = strata.get(stratumOf(one));
    if (members) members.push(one.number);
    else strata.set(stratumOf(one), [one.number]);
  }
  return [...strata.values()]
    .flatMap((numbers) => byLot(numbers, seed, witness).slice(0, drawnOf(share, numbers.length)))
    .sort();
}

/** Why a sheet is not what was promised; null where it is. */
export function faultOf(sheet: VisitDrawSheet): Bilingual | null {
  const { cases, seed, witness, share, drawn, list_hash, commitment } = sheet;
  if (cases === null || seed === null || drawn === null)
    return { zh: '尚未揭示种子，无法复核', en: 'The seed is not revealed yet; there is nothing to check' };
  if (listHashOf(cases) !== list_hash)
    return { zh: '名单与公布的名单摘要不符', en: 'The list is not the one whose hash was shown' };
  if (commitmentOf(seed, list_hash) !== commitment)
    return { zh: '种子与事先公布的承诺不符', en: 'The seed is not the one that was committed to' };
  const again = drawFrom(cases, { seed, witness: witness ?? '', share });
  if (again.join() !== [...drawn].sort().join())
    return { zh: '按公布的方法抽出的工单与公布的不同', en: 'The method gives other cases than those shown' };
  return null;
}
