import type { IndexComparison } from '@opentocc/contract';
import { type Asked, known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import type { BandBelow } from '../../../ui/index-bands.ts';
import { useBandBelow, useComparison, useConfigurationInForce } from '../../../ui/queries.ts';
import type { ExportTable } from '../../export/export-table.ts';
import type { ChosenScope } from './address.ts';
import type { BasisFacts } from './basis.tsx';
import { useIndexChoice, useValueName } from './choice.ts';
import { basisOf, daysBefore } from './comparison.ts';
import { DAY_PARTS, type DayPartName, minutesOf, minuteText } from './day-parts.ts';
import { rowsOf, useRankingTable } from './ranking-table.tsx';

export const AGAINST = ['week', 'day'] as const;

/** The ranking of a part of a day; its chart and its table both show it. */
export interface Ranking {
  readonly scope: ChosenScope;
  /** yyyy-mm-dd */
  readonly day: string;
  readonly part: DayPartName;
  /** What it is compared with: the same day last week, or the day before. */
  readonly against: (typeof AGAINST)[number];
  readonly title: string;
  readonly band_below: BandBelow;
  /** What is ranked, worst first. */
  readonly rows: ReturnType<typeof rowsOf>;
  /** How many are not, for they are covered too little. */
  readonly unranked: number;
  readonly basis: BasisFacts;
  /** How the cards say that there is none. */
  readonly answer: {
    readonly query: Asked<readonly IndexComparison[]>;
    readonly empty: string;
    readonly lacks: 'measurements';
    readonly unasked: string;
    isEmpty(): boolean;
  };
  named(row: IndexComparison): string;
  table(): ExportTable;
}

/** Asks for what the address chooses. */
export function useRanking(now_ms: number): Ranking {
  const { t } = useTranslation();
  const nameOf = useValueName();
  const [{ scope: asked, day, rest }] = useIndexChoice();
  const scope: ChosenScope = asked === 'city' || asked === 'link' ? 'district' : asked;
  const part = DAY_PARTS.find((one) => one === rest.part) ?? 'now';
  const against = AGAINST.find((one) => one === rest.against) ?? 'week';
  const peaks = useConfigurationInForce()?.peaks.spans ?? [];
  const minutes = minutesOf(part, day, now_ms, peaks);
  const before = daysBefore(day, against === 'week' ? 7 : 1);
  const query = useComparison(
    scope,
    minutes && { a_from: before, a_to: before, b_from: day, b_to: day, ...minutes },
  );
  const data = known(query);
  const rows = minutes ? rowsOf(data ?? []) : [];
  const window = minutes ? `${day} ${minuteText(minutes.from_min)}–${minuteText(minutes.to_min)}` : day;
  const object = t(`indices.scope.${scope}`);
  const basis = { ...basisOf(data ?? [], `${window} · ${t('indices.against')} ${before}`), object };
  const named = (row: IndexComparison) => nameOf({ scope, key: row.key, name: row.name });
  const title = t('indices.ranking_of', { scope: object });
  const tableOf = useRankingTable();
  return {
    scope,
    day,
    part,
    against,
    title,
    band_below: useBandBelow(Date.parse(`${day}T12:00:00+08:00`)),
    rows,
    unranked: (data?.length ?? 0) - rows.length,
    basis,
    answer: {
      query,
      empty: t('indices.nothing_ranked', { window }),
      lacks: 'measurements',
      unasked: t('indices.part_not_begun'),
      isEmpty: () => rows.length === 0,
    },
    named,
    table: () => tableOf({ title, rows, named, basis }),
  };
}
