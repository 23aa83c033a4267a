import { replacedInAnyWidth } from '@opentocc/core/text';

/** Runs of digits as long as a telephone number, and what is as long as an identity number, with their separators. */
const NUMBERS = /\+?\d(?:[\s-]?\d){6,18}[\dxX]?/g;

/** A question without numbers by which somebody could be found: it is stored to learn from, not to find people. */
export const withoutNumbers = (text: string): string => replacedInAnyWidth(text, NUMBERS, '***');
