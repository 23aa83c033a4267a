import { pinyin } from 'pinyin-pro';

/**
 * What roads are called in English where the map names them in Chinese only: the proper name in pinyin as one word, what
 * kind of road it is in English, as the signs of Shenzhen do (深南大道 Shennan Blvd, 滨河东路 Binhe East Rd).
 * Source: GB/T 30240.2-2017 (English on signs of transport) for the kinds, GB/T 16159-2012 for joining syllables; the sign of
 * one street may differ.
 */
const KINDS: readonly (readonly [zh: string, en: string])[] = [
  ['高速公路', 'Expwy'],
  ['快速干道', 'Expwy'],
  ['快速路', 'Expwy'],
  ['高速', 'Expwy'],
  ['快速', 'Expwy'],
  ['大道', 'Blvd'],
  ['公路', 'Hwy'],
  ['辅道', 'Side Rd'],
  ['辅路', 'Side Rd'],
  ['支路', 'Branch Rd'],
  ['通道', 'Passage'],
  ['隧道', 'Tunnel'],
  ['立交桥', 'Interchange'],
  ['立交', 'Interchange'],
  ['枢纽', 'Interchange'],
  ['大桥', 'Bridge'],
  ['高架', 'Viaduct'],
  ['环线', 'Ring Line'],
  ['匝道', 'Ramp'],
  ['口岸', 'Port'],
  ['路', 'Rd'],
  ['街', 'St'],
  ['巷', 'Alley'],
  ['里', 'Lane'],
  ['桥', 'Bridge'],
];
const SIDES: Readonly<Record<string, string>> = {
  东: 'East',
  南: 'South',
  西: 'West',
  北: 'North',
  中: 'Middle',
};
const DIGITS = '零一二三四五六七八九';
const HAN = /\p{Script=Han}/u;

const named = new Map<string, string>();
/** More names than a country has roads are not remembered. */
const REMEMBERED = 200_000;

/** The English name of a road; a name without Chinese characters stays as it is. */
export function englishRoadName(name: string): string {
  if (!HAN.test(name)) return name;
  let english = named.get(name);
  if (english === undefined) {
    english = translate(name);
    if (named.size < REMEMBERED) named.set(name, english);
  }
  return english;
}

function translate(name: string): string {
  const parts: string[] = [];
  let proper = name.trim();
  for (;;) {
    const kind = KINDS.find(([zh]) => proper.endsWith(zh) && proper.length > zh.length);
    if (!kind) break;
    parts.unshift(kind[1]);
    proper = proper.slice(0, -kind[0].length);
    // 匝道, 辅道 and 立交 stand behind a road that has a kind of its own.
    if (!['Ramp', 'Side Rd', 'Interchange', 'Tunnel', 'Bridge', 'Viaduct'].includes(kind[1])) break;
  }
  if (parts.length > 0) proper = takeQualifiers(proper, parts);
  const words = [...proper.matchAll(/\p{Script=Han}+|[^\p{Script=Han}\s]+/gu)].map(([word]) =>
    HAN.test(word) ? romanised(word) : word,
  );
  return [...words, ...parts].join(' ');
}

/** Takes the side and the number off the end of a proper name: 科技南十二 is 科技, South 12th. */
function takeQualifiers(proper: string, parts: string[]): string {
  let rest = proper;
  const number = /[一二三四五六七八九十]+$/.exec(rest)?.[0];
  if (number && rest.length > number.length + 1) {
    parts.unshift(ordinal(numberOf(number)));
    rest = rest.slice(0, -number.length);
  }
  const side = SIDES[rest.at(-1) ?? ''];
  // 南北 or a name of one more character is a name of its own: 东门, 北环.
  if (side && rest.length > 2) {
    parts.unshift(side);
    rest = rest.slice(0, -1);
  }
  return rest;
}

/** 十二 is 12, 二十 is 20, 三 is 3. */
function numberOf(text: string): number {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['0', text];
  const digit = (one: string, empty: number) => (one === '' ? empty : Math.max(0, DIGITS.indexOf(one)));
  return (tens === '0' ? 0 : 10 * digit(tens, 1)) + digit(ones, 0);
}

function ordinal(n: number): string {
  const isTeen = n % 100 > 10 && n % 100 < 14;
  return `${n}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;
}

/** One word; a syllable that begins with a vowel is set apart by an apostrophe. */
function romanised(text: string): string {
  const syllables = pinyin(text, { toneType: 'none', type: 'array' });
  const word = syllables.map((one, i) => (i > 0 && /^[aoe]/.test(one) ? `'${one}` : one)).join('');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A road by the name that the map has for it, in both languages; both are empty where it has none. */
export const bilingualRoadName = (zh: string): { zh: string; en: string } => ({
  zh,
  en: englishRoadName(zh),
});
