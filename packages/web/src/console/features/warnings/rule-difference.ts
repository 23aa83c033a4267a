import type { RuleDraft } from '@opentocc/contract';

const LEVELS = ['blue', 'yellow', 'orange', 'red'] as const;
const LISTS = ['keys', 'districts', 'streets', 'classes', 'roads', 'links', 'sources', 'protocols'] as const;

/** One thing that a version of a rule says. */
export type RulePart =
  | ('name_zh' | 'name_en' | 'measure' | 'scope' | 'hysteresis' | 'for_s' | 'clear_for_s' | 'from_h')
  | ('to_h' | 'weekdays' | 'day_kinds' | 'advice_zh' | 'advice_en' | 'enabled')
  | (typeof LEVELS)[number]
  | (typeof LISTS)[number];

type Said = string | number | boolean | null | readonly (string | number)[];

/** What differs between two versions; an empty list limits nothing, null is a level without a threshold. */
export interface RuleDifference {
  readonly part: RulePart;
  readonly before: Said;
  readonly after: Said;
}

function partsOf({ name, measure, target, levels, schedule, advice, ...rest }: RuleDraft) {
  return new Map<RulePart, Said>([
    ...([
      ['name_zh', name.zh],
      ['name_en', name.en],
      ['measure', measure],
      ['scope', target.scope],
    ] as const),
    ...LISTS.map((part) => [part, target[part]] as const),
    ...LEVELS.map((part) => [part, levels[part]] as const),
    ...([
      ['hysteresis', rest.hysteresis],
      ['for_s', rest.for_s],
      ['clear_for_s', rest.clear_for_s],
      ['from_h', schedule.from_min / 60],
      ['to_h', schedule.to_min / 60],
      ['weekdays', schedule.weekdays],
      ['day_kinds', schedule.day_kinds],
      ['advice_zh', advice.zh],
      ['advice_en', advice.en],
      ['enabled', rest.enabled],
    ] as const),
  ]);
}

/** What a version changed of the one before it, in the order in which the form asks. */
export function differenceOf(before: RuleDraft, after: RuleDraft): RuleDifference[] {
  const now = partsOf(after);
  return [...partsOf(before)].flatMap(([part, was]) => {
    const is = now.get(part) ?? null;
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ part, before: was, after: is }];
  });
}
