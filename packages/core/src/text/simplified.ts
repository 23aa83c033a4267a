import { Converter } from 'opencc-js/t2cn';

/** Letters that both writings may differ in: the unified ideographs of the basic plane. */
const [FIRST, LAST] = [0x4e00, 0x9fff];

/** Traditional letters and the simplified ones for them, by the tables of OpenCC, letter by letter: places in a text stay where they are. */
const SIMPLIFIED = new Map(pairs());
const TRADITIONAL = new RegExp(`[${[...SIMPLIFIED.keys()].join('')}]`, 'g');

/** Writes what callers from Hong Kong write as we do: 車 as 车. As long as the text. */
export const simplified = (text: string): string =>
  text.replace(TRADITIONAL, (letter) => SIMPLIFIED.get(letter) ?? letter);

function pairs(): [string, string][] {
  const convert = Converter({ from: 'hk', to: 'cn' });
  const letters = Array.from({ length: LAST - FIRST + 1 }, (_, i) => String.fromCharCode(FIRST + i));
  // In lines of their own, so that no two of them are taken for a word.
  const converted = convert(letters.join('\n')).split('\n');
  return letters.flatMap((letter, i): [string, string][] =>
    converted[i] !== letter && converted[i].length === 1 ? [[letter, converted[i]]] : [],
  );
}
