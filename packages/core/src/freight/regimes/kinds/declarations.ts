import { clockText } from '../clock-words.ts';
import type { FreightTrip } from '../trip.ts';
import { type Breach, breach, fault, type RuleHead, type RuleKind } from './rule-kind.ts';

/** How a trip is declared, and how exactly what is declared has to be driven. Where no such rule holds, none is asked for. */
export interface DeclarationsRule extends RuleHead {
  readonly kind: 'declarations';
  /** How long before the first crossing, min. */
  readonly before_min: number;
  /** How many entries one holds for; null where any number. */
  readonly entries: number | null;
  /** How far the time of a crossing may be from the declared one, min; null where it does not matter. */
  readonly tolerance_min: number | null;
}

const MINUTE_MS = 60_000;

export const declarations: RuleKind<DeclarationsRule> = {
  kind: 'declarations',
  name: { zh: '申报', en: 'Declarations' },
  notice: {
    zh: '车次须事前申报：最迟何时申报、一次申报可入境几次、过境时间可偏差多少。',
    en: 'A trip is declared beforehand: by when, how many entries one declaration holds for, and how far from the declared time the border may be crossed.',
  },
  judge(rule, trip) {
    const { at_ms } = trip.declared;
    if (at_ms === null)
      return [
        breach(
          'undeclared',
          trip.declared.crossings[0]?.at_ms ?? null,
          '未申报',
          'The trip was not declared',
        ),
      ];
    return [...late(rule, trip, at_ms), ...usedUp(rule, trip), ...offTime(rule, trip)];
  },
  check: ({ entries, before_min, tolerance_min }) =>
    (entries !== null && entries < 1) || before_min < 0 || (tolerance_min !== null && tolerance_min < 0)
      ? [
          fault(
            'declaration_figures',
            '次数应至少为一，时限和偏差不能为负：请改正',
            'At least one entry, and no negative minutes: correct the figures',
          ),
        ]
      : [],
  // The strictest counts: whoever obeys it obeys the others.
  contradicts: () => null,
};

function late(
  { before_min }: DeclarationsRule,
  { declared, driven }: FreightTrip,
  said_ms: number,
): Breach[] {
  const first = driven.crossings[0] ?? declared.crossings[0];
  if (first === undefined || said_ms <= first.at_ms - before_min * MINUTE_MS) return [];
  return [
    breach(
      ...(['declared_late', said_ms] as const),
      `${clockText(said_ms)} 才申报，应在 ${clockText(first.at_ms)} 过境前 ${before_min} 分钟申报`,
      `Declared at ${clockText(said_ms)}; it must be ${before_min} min before the crossing at ${clockText(first.at_ms)}`,
    ),
  ];
}

function usedUp({ entries }: DeclarationsRule, { declared }: FreightTrip): Breach[] {
  const nth = declared.entries_before + 1;
  if (entries === null || nth <= entries) return [];
  return [
    breach(
      ...(['declaration_used', declared.crossings[0]?.at_ms ?? null] as const),
      `申报限 ${entries} 次入境，这是第 ${nth} 次`,
      `The declaration holds for ${entries} ${entries === 1 ? 'entry' : 'entries'}; this would be number ${nth}`,
    ),
  ];
}

function offTime({ tolerance_min }: DeclarationsRule, { declared, driven }: FreightTrip): Breach[] {
  if (tolerance_min === null) return [];
  return driven.crossings.flatMap(({ direction, at_ms }) => {
    const said = declared.crossings
      .filter((one) => one.direction === direction)
      .sort((a, b) => Math.abs(a.at_ms - at_ms) - Math.abs(b.at_ms - at_ms))[0];
    const off_min = said === undefined ? 0 : (at_ms - said.at_ms) / MINUTE_MS;
    if (Math.abs(off_min) <= tolerance_min) return [];
    const minutes = Math.round(Math.abs(off_min));
    return [
      breach(
        ...(['off_time', at_ms] as const),
        `过境比申报${off_min > 0 ? '晚' : '早'} ${minutes} 分钟（限 ${tolerance_min} 分钟）`,
        `Crossed ${minutes} min ${off_min > 0 ? 'later' : 'earlier'} than declared (limit ${tolerance_min} min)`,
      ),
    ];
  });
}
