/** Blanks of every kind, line ends, and the marks without a shape that come along when something is copied. */
const UNSEEN = /[\s\p{Cc}\p{Cf}]/gu;

/**
 * The one form of codes, names and numbers that people type: full width as half width (NFKC), nothing that is not seen.
 * "７３５ ８３２" becomes "735832".
 */
export function typedForm(text: string): string {
  return text.normalize('NFKC').replace(UNSEEN, '');
}

/**
 * The form of names that are written with blanks, a lot's or a holder's: full width as half width (NFKC), single blanks,
 * nothing that is not seen. "Ｌ－１２　 Ａ" becomes "L-12 A".
 */
export function writtenForm(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
}
