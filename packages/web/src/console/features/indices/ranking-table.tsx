import type { IndexComparison } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { grouped, indexText, NO_VALUE, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { type BandBelow, bandOf, colourOfBand } from '../../../ui/index-bands.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import type { ExportTable } from '../../export/export-table.ts';
import { Term } from '../../ui/term.tsx';
import type { ChosenScope } from './address.ts';
import { type BasisFacts, useBasisFacts } from './basis.tsx';
import { BothCoverages, IndexChange, SpeedChange } from './change.tsx';
import { isApart, meanCoverage, ranksOf, speedChange } from './comparison.ts';

interface Row extends IndexComparison {
  readonly rank: number;
  /** Places won (negative) or lost since the period before; null when it was not ranked. */
  readonly moved: number | null;
}

/** What is ranked, worst first. */
export function rowsOf(compared: readonly IndexComparison[]): Row[] {
  const [was, is] = [ranksOf(compared, 'a'), ranksOf(compared, 'b')];
  return compared
    .flatMap((row): Row[] => {
      const rank = is.get(row.key);
      const earlier = was.get(row.key);
      return rank === undefined
        ? []
        : [{ ...row, rank, moved: earlier === undefined ? null : earlier - rank }];
    })
    .sort((one, other) => one.rank - other.rank);
}

interface Ranked {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly named: (row: Row) => string;
  readonly basis: BasisFacts;
}

/** The ranking as it leaves the console. */
export function useRankingTable(): (ranked: Ranked) => ExportTable {
  const { t } = useTranslation();
  const factsOf = useBasisFacts();
  return ({ title, rows, named, basis }) => ({
    title,
    facts: factsOf(basis),
    columns: [
      { title: t('indices.rank'), digits: 0 },
      { title: t('index.name') },
      { title: t('indices.measure.index'), digits: 2 },
      { title: t('indices.before'), digits: 2 },
      { title: t('indices.change'), digits: 2 },
      { title: t('indices.rank_change'), digits: 0 },
      { title: t('indices.measure.gb_index'), digits: 2 },
      { title: 'TTI', digits: 3 },
      { title: `${t('indices.measure.speed_kmh')} (km/h)`, digits: 1 },
      { title: `${t('indices.change_speed')} (km/h)`, digits: 1 },
      { title: `${t('indices.before')} · ${t('index.coverage')}`, percent_digits: 1 },
      { title: t('index.coverage'), percent_digits: 1 },
      { title: t('indices.comparable') },
      { title: t('index.samples'), digits: 0 },
      { title: t('indices.windows') },
    ],
    rows: rows.map((row) => [
      row.rank,
      named(row),
      row.b.index,
      row.a.index,
      row.change,
      row.moved,
      row.b.gb_index,
      row.b.tti,
      row.b.speed_kmh,
      speedChange(row),
      meanCoverage(row.a),
      meanCoverage(row.b),
      t(isApart(row) ? 'indices.no' : 'indices.yes'),
      row.b.samples,
      `${row.b.windows} / ${row.b.windows_expected}`,
    ]),
  });
}

/** The columns of the table on the page. */
export function useRankingColumns(
  scope: ChosenScope,
  day: string,
  band_below: BandBelow,
  named: (row: Row) => string,
): TableColumnsType<Row> {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  return [
    {
      title: t('indices.rank'),
      align: 'right',
      render: (_, { rank, moved }) => (
        <>
          {rank} <Moved places={moved} />
        </>
      ),
    },
    {
      title: t('index.name'),
      render: (_, row) => (
        <Link to="/indices/day" search={{ scope, key: row.key, day }}>
          {named(row)}
        </Link>
      ),
    },
    {
      title: t('indices.measure.index'),
      align: 'right',
      render: (_, { b }) => (
        <>
          <i className="row-lamp" style={{ background: colourOfBand(bandOf(b.index, band_below), theme) }} />{' '}
          <b>{indexText(b.index)}</b>
        </>
      ),
    },
    { title: t('indices.before'), align: 'right', render: (_, { a }) => indexText(a.index) },
    { title: t('indices.change'), align: 'right', render: (_, row) => <IndexChange row={row} /> },
    { title: 'km/h', align: 'right', render: (_, { b }) => speedText(b.speed_kmh) },
    { title: t('indices.change_speed'), align: 'right', render: (_, row) => <SpeedChange row={row} /> },
    {
      title: <Term of="coverage">{t('index.coverage')}</Term>,
      align: 'right',
      render: (_, row) => <BothCoverages row={row} />,
    },
    {
      title: <Term of="samples">{t('index.samples')}</Term>,
      align: 'right',
      render: (_, { b }) => grouped(b.samples),
    },
  ];
}

/** Places won or lost since the period before. */
function Moved({ places }: { readonly places: number | null }) {
  const { t } = useTranslation();
  const words =
    places === null ? NO_VALUE : places === 0 ? '=' : `${places > 0 ? '↑' : '↓'}${Math.abs(places)}`;
  return (
    <small className="muted moved" title={t('indices.rank_change')}>
      {words}
    </small>
  );
}
