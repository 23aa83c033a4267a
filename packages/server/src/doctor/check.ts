import type { Bilingual } from '@opentocc/contract';

/** How a check ended. */
export type Verdict = 'ok' | 'warn' | 'fail';

/** What a check found, and what to do when it is not well. */
export interface Finding {
  readonly verdict: Verdict;
  readonly found: Bilingual;
  /** Absent when all is well. */
  readonly advice?: Bilingual;
}

/** One thing that an installation needs. */
export interface Check {
  readonly code: string;
  readonly title: Bilingual;
  run(): Promise<Finding>;
}

/** @param found the same in both languages (a figure, a version) or one text for each. */
export function ok(found: string | Bilingual): Finding {
  return { verdict: 'ok', found: bilingual(found) };
}

/** The installation runs, but will not for long or not well. */
export function warn(found: string | Bilingual, advice: Bilingual): Finding {
  return { verdict: 'warn', found: bilingual(found), advice };
}

/** The installation cannot run. */
export function fail(found: string | Bilingual, advice: Bilingual): Finding {
  return { verdict: 'fail', found: bilingual(found), advice };
}

function bilingual(text: string | Bilingual): Bilingual {
  return typeof text === 'string' ? { zh: text, en: text } : text;
}
