import type { Words } from '../words.ts';

/** What is wrong with regimes or states of ports, and what to do: an error holds a draft back, a note does not. */
export interface RegimeFault {
  readonly code: string;
  readonly level: 'error' | 'note';
  /** Code of the regime or port that it is about. */
  readonly of: string;
  /** Keys of the rules that it is about. */
  readonly rules: readonly string[];
  /** The interval that it is about, where it is about one; `to_ms` null is without end. */
  readonly from_ms: number | null;
  readonly to_ms: number | null;
  readonly text: Words;
}

type About = Pick<RegimeFault, 'of'> & Partial<Pick<RegimeFault, 'rules' | 'from_ms' | 'to_ms'>>;

const faultAt =
  (level: RegimeFault['level']) =>
  (code: string, about: About, zh: string, en: string): RegimeFault => ({
    ...{ code, level, rules: [], from_ms: null, to_ms: null, ...about },
    text: { zh, en },
  });

export const error = faultAt('error');
export const note = faultAt('note');
