/** A number in Chinese before what a line, a bus or an exit is called: 一号线, 三十二路, 十二号口. */
const NUMBERED =
  /(?<![零〇一二三四五六七八九十百千万亿])[零〇一二三四五六七八九十百]{1,7}(?=号线|号口|路|线)/g;
const DIGITS = '零一二三四五六七八九';

/** Numbers of lines in digits, however they are said: 一号线 is 1号线, 三零二路 is 302路, 三百二十路 is 320路. */
export const withLineNumbers = (text: string): string =>
  text.replace(NUMBERED, (words) => numberOf(words) ?? words);

/** A number up to 999, said by its places or digit by digit; undefined when it is none. */
function numberOf(words: string): string | undefined {
  const plain = words.replaceAll('〇', '零');
  if (!/[十百]/.test(plain)) return [...plain].map((word) => DIGITS.indexOf(word)).join('');
  const parts =
    /^(?:([一二三四五六七八九])百零?)?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(plain);
  if (!parts) return undefined;
  const [, hundreds, tens, ten, ones] = parts;
  const of = (word: string | undefined) => (word ? DIGITS.indexOf(word) : 0);
  return String(of(hundreds) * 100 + (ten ? (tens ? of(tens) : 1) * 10 : 0) + of(ones));
}
