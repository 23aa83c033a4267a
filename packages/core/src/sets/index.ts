export { Bits } from './bits.ts';
export { SubstringIndex } from './substring-index.ts';
export { TimeColumn } from './time-column.ts';
