import { type Edition, readLocationInto } from '@opentocc/protocols/jt809';
import type { PositionReader } from '../sources/index.ts';

/** Readers of one position into a row of a batch, by edition. */
export const POSITION_READERS: Readonly<Record<Edition, PositionReader>> = {
  '2011': (rows, row, bytes, at, end) => readLocationInto(rows, row, bytes, at, end, '2011') > 0,
  '2019': (rows, row, bytes, at, end) => readLocationInto(rows, row, bytes, at, end, '2019') > 0,
};
