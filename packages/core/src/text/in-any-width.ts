/** Digits, letters and signs in full width, as a Chinese keyboard writes them, and the blank that is as wide. */
const WIDE = /[\uff01-\uff5e\u3000]/g;
const WIDE_BLANK = '\u3000';
const WIDER_BY = 0xfee0;

const narrow = (letter: string): string =>
  letter === WIDE_BLANK ? ' ' : String.fromCharCode(letter.charCodeAt(0) - WIDER_BY);

/**
 * A text with another text in place of all that a pattern finds, in half or full width: １３８００００１１１１ is a number too.
 * All else stays as it was typed.
 * @param pattern for half width, global
 */
export function replacedInAnyWidth(text: string, pattern: RegExp, by: string): string {
  // As long as the text, letter by letter.
  const form = text.replace(WIDE, narrow);
  let [replaced, at] = ['', 0];
  for (const { 0: found, index } of form.matchAll(pattern)) {
    replaced += text.slice(at, index) + by;
    at = index + found.length;
  }
  return replaced + text.slice(at);
}
