import type { Bilingual, Language } from '@opentocc/contract';
import { languageStore } from '../preferences.ts';
import { useStore } from '../store.ts';

/** Standards and sources of the configurations that come with the product, by the text that the server says. */
const KNOWN: Readonly<Record<string, Bilingual>> = {
  '深圳市道路交通运行指数（速度法）': {
    zh: '深圳市道路交通运行指数（速度法）',
    en: 'Shenzhen road traffic index (by speed)',
  },
  'GB/T 29107-2012 annex A': { zh: 'GB/T 29107-2012 附录 A', en: 'GB/T 29107-2012 annex A' },
  'Shenzhen bulletins': { zh: '深圳交通运行公报', en: 'Shenzhen bulletins' },
  'GB/T 33171-2016 clauses 5–6, annex C; annexes A and B from one secondary source each': {
    zh: 'GB/T 33171-2016 第 5、6 章及附录 C；附录 A、B 各取自一个二手来源',
    en: 'GB/T 33171-2016 clauses 5–6, annex C; annexes A and B from one secondary source each',
  },
  'public code that reproduces the published index; no official text of the speed bounds at hand': {
    zh: '能复现已发布指数的公开代码；尚无速度分级的官方文本',
    en: 'public code that reproduces the published index; no official text of the speed bounds at hand',
  },
  'the annex weighs by vehicle-kilometres; without counts, lane-kilometres by class stand for them': {
    zh: '附录按车公里加权；没有流量时，以分等级的车道公里代替',
    en: 'the annex weighs by vehicle-kilometres; without counts, lane-kilometres by class stand for them',
  },
  'before 30 days of travel are known: a share of the limit by class': {
    zh: '数据不满 30 天时，按等级取限速的一定比例',
    en: 'before 30 days of travel are known: a share of the limit by class',
  },
  'slots, 30 days and the top ninth by the standard; how far back and how much a link must be driven are ours':
    {
      zh: '时段、30 天与最高九分之一见标准；回溯天数与最少数据量为本系统设定',
      en: 'slots, 30 days and the top ninth by the standard; how far back and how much a link must be driven are ours',
    },
  'peaks as commonly reported, to be set by the centre': {
    zh: '取通行的高峰时段，由中心设定',
    en: 'peaks as commonly reported, to be set by the centre',
  },
};

/** What stands between the standards of one value. */
const BETWEEN = ' · ';

/** A standard or source in a language; what operators wrote is said as they wrote it. */
export function provenanceIn(text: string, language: Language): string {
  return text
    .split(BETWEEN)
    .map((part) => KNOWN[part]?.[language] ?? part)
    .join(BETWEEN);
}

/** {@link provenanceIn} the reader's language. */
export function useProvenance(): (text: string) => string {
  const language = useStore(languageStore);
  return (text) => provenanceIn(text, language);
}
