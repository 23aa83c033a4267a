import type { Bilingual } from '@opentocc/contract';
import { cityMinute } from '../../../kit/clock.ts';

/** "09-01 16:00" by the clocks of the city. */
export const clock = (at_ms: number): string => cityMinute(at_ms).slice('2026-'.length);

/** Minutes as people say them: whole hours as hours. */
export function minutes(min: number): Bilingual {
  return min >= 60 && min % 60 === 0
    ? { zh: `${min / 60} 小时`, en: `${min / 60} h` }
    : { zh: `${min} 分钟`, en: `${min} min` };
}

/** A text whose English may be missing: Chinese stands in its place. */
export const inBoth = ({ zh, en }: { readonly zh: string; readonly en?: string }): Bilingual => ({
  zh,
  en: en || zh,
});

/** Joins texts of both languages. */
export const joined = (all: readonly Bilingual[], zh: string, en: string): Bilingual => ({
  zh: all.map((one) => one.zh).join(zh),
  en: all.map((one) => one.en).join(en),
});
