import type { IndexComparison } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { grouped, indexText, speedText } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import type { ExportTable } from '../../export/export-table.ts';
import { type BasisFacts, useBasisFacts } from './basis.tsx';
import { BothCoverages, IndexChange, SpeedChange } from './change.tsx';
import { isApart, meanCoverage, speedChange } from './comparison.ts';

type Named = (row: IndexComparison) => string;

interface Compared {
  readonly title: string;
  readonly rows: readonly IndexComparison[];
  readonly named: Named;
  readonly basis: BasisFacts;
}

/** Both intervals side by side, as they leave the console. */
export function useCompareTable(): (compared: Compared) => ExportTable {
  const { t } = useTranslation();
  const factsOf = useBasisFacts();
  const sides = [
    [t('indices.before'), 'a'],
    [t('indices.after'), 'b'],
  ] as const;
  return ({ title, rows, named, basis }) => ({
    title,
    facts: factsOf(basis),
    columns: [
      { title: t('index.name') },
      ...sides.flatMap(([side]) => [
        { title: `${side} · ${t('indices.measure.index')}`, digits: 2 },
        { title: `${side} · ${t('indices.measure.gb_index')}`, digits: 2 },
        { title: `${side} · TTI`, digits: 3 },
        { title: `${side} · km/h`, digits: 1 },
        { title: `${side} · ${t('index.coverage')}`, percent_digits: 1 },
        { title: `${side} · ${t('index.samples')}`, digits: 0 },
        { title: `${side} · ${t('indices.windows')}` },
      ]),
      { title: t('indices.change'), digits: 2 },
      { title: `${t('indices.change_speed')} (km/h)`, digits: 1 },
      { title: t('indices.comparable') },
      { title: t('indices.figure.formula') },
    ],
    rows: rows.map((row) => [
      named(row),
      ...sides.flatMap(([, side]) => cellsOf(row[side])),
      row.change,
      speedChange(row),
      t(isApart(row) ? 'indices.no' : 'indices.yes'),
      [...new Set([...row.a.formula_versions, ...row.b.formula_versions])].join(' '),
    ]),
  });
}

function cellsOf(side: IndexComparison['a']) {
  const { index, gb_index, tti, speed_kmh, samples, windows, windows_expected } = side;
  return [index, gb_index, tti, speed_kmh, meanCoverage(side), samples, `${windows} / ${windows_expected}`];
}

/** The columns of the table on the page. */
export function useCompareColumns(
  scope: string,
  day: string,
  named: Named,
): TableColumnsType<IndexComparison> {
  const { t } = useTranslation();
  return [
    {
      title: t('index.name'),
      render: (_, row) => (
        <Link to="/indices/day" search={{ scope, key: row.key, day }}>
          {named(row)}
        </Link>
      ),
    },
    { title: t('indices.before'), align: 'right', render: (_, { a }) => indexText(a.index) },
    { title: t('indices.after'), align: 'right', render: (_, { b }) => <b>{indexText(b.index)}</b> },
    { title: t('indices.change'), align: 'right', render: (_, row) => <IndexChange row={row} /> },
    {
      title: t('indices.measure.gb_index'),
      align: 'right',
      render: (_, { a, b }) => `${indexText(a.gb_index)} → ${indexText(b.gb_index)}`,
    },
    {
      title: 'km/h',
      align: 'right',
      render: (_, { a, b }) => `${speedText(a.speed_kmh)} → ${speedText(b.speed_kmh)}`,
    },
    { title: t('indices.change_speed'), align: 'right', render: (_, row) => <SpeedChange row={row} /> },
    { title: t('index.coverage'), align: 'right', render: (_, row) => <BothCoverages row={row} /> },
    {
      title: t('index.samples'),
      align: 'right',
      render: (_, { a, b }) => `${grouped(a.samples)} → ${grouped(b.samples)}`,
    },
  ];
}
