import { normalPhone } from '@opentocc/protocols/jt808';

/** Blanks, signs that show nothing (control characters, zero-width ones), and the dots and strokes that part a plate. */
const BETWEEN = /[\s\p{C}·•・‧∙⋅●.。\-—–_]/gu;

/**
 * One spelling for one plate, for comparison and for the registry: NFKC (full-width letters become ASCII), no blanks, no
 * dots, capitals. 粤B·77701, ｂ７７７０１ and `粤b 77701` are one.
 */
export function normalPlate(typed: string): string {
  return typed.normalize('NFKC').replace(BETWEEN, '').toUpperCase();
}

/**
 * One spelling for one terminal number (SIM card): digits without leading zeros and without the country code of China.
 * Other signs stay, so that what is no number is not taken for one.
 */
export function comparablePhone(typed: string): string {
  const digits = typed
    .normalize('NFKC')
    .replace(BETWEEN, '')
    .replace(/^\+?(?=\d)/, '');
  return normalPhone(normalPhone(digits).replace(/^86(?=1\d{10}$)/, ''));
}
