import type { IndexComparison } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Segmented, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { dayOf, fixed, grouped, NO_VALUE } from '../../../ui/format.ts';
import { type BandBelow, bandOf, colourOfBand } from '../../../ui/index-bands.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useBandBelow, useComparison, useIndexConfigurations } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { DayPicker } from '../../day-picker.tsx';
import { useErrorText } from '../../error-text.ts';
import { ExportMenu } from '../../export/export-menu.tsx';
import { type ChosenScope, SCOPES } from './address.ts';
import { Basis, useBasisFacts } from './basis.tsx';
import { BothCoverages, IndexChange, SpeedChange, UnsureNote } from './change.tsx';
import { ValueBars } from './change-bars.tsx';
import { useIndexChoice, useValueName } from './choice.ts';
import { basisOf, daysBefore, isApart, meanCoverage, ranksOf, speedChange } from './comparison.ts';
import { DAY_PARTS, minutesOf, minuteText } from './day-parts.ts';
import { ScopeChoice } from './indices-layout.tsx';

const RANKED = SCOPES.filter((scope) => scope !== 'city');
const AGAINST = ['week', 'day'] as const;
const BARS = 20;

interface Row extends IndexComparison {
  readonly rank: number;
  /** Places won (negative) or lost since the period before; null when it was not ranked. */
  readonly moved: number | null;
}

/** Who is worst in a part of a day, and how that changed since the day before or the week before. */
export function RankingPage() {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const nameOf = useValueName();
  const [{ scope: asked, day, rest }, change] = useIndexChoice();
  const scope: ChosenScope = asked === 'city' || asked === 'link' ? 'district' : asked;
  const part = DAY_PARTS.find((one) => one === rest.part) ?? 'now';
  const against = AGAINST.find((one) => one === rest.against) ?? 'week';
  const now_ms = useNow(60_000);
  const peaks = useIndexConfigurations().data?.findLast(({ in_force }) => in_force)?.peaks.spans ?? [];
  const band_below = useBandBelow(Date.parse(`${day}T12:00:00+08:00`));
  const minutes = minutesOf(part, day, now_ms, peaks);
  const before = daysBefore(day, against === 'week' ? 7 : 1);
  const { data, error } = useComparison(
    scope,
    minutes && { a_from: before, a_to: before, b_from: day, b_to: day, ...minutes },
  );
  const rows = minutes ? rowsOf(data ?? []) : [];
  const window = minutes ? `${day} ${minuteText(minutes.from_min)}–${minuteText(minutes.to_min)}` : day;
  const basis = basisOf(data ?? [], `${window} · ${t('indices.against')} ${before}`);
  const factsOf = useBasisFacts();
  const named = (row: IndexComparison) => nameOf({ scope, key: row.key, name: row.name });
  const title = t('indices.ranking_of', { scope: t(`indices.scope.${scope}`) });
  const unranked = (data?.length ?? 0) - rows.length;
  const table = () => ({
    title,
    facts: factsOf({ ...basis, object: t(`indices.scope.${scope}`) }),
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
      { title: `${t('indices.before')} · ${t('index.coverage')}`, digits: 3 },
      { title: t('index.coverage'), digits: 3 },
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
  return (
    <>
      <div className="tools">
        <ScopeChoice scope={scope} scopes={RANKED} onChange={(next) => change({ scope: next, key: '' })} />
        <DayPicker day={day} last={dayOf(now_ms)} onChange={(next) => change({ day: next })} />
        <Segmented
          aria-label={t('indices.part')}
          options={DAY_PARTS.map((value) => ({ value, label: t(`indices.parts.${value}`) }))}
          value={part}
          onChange={(next) => change({ part: next })}
        />
        <Segmented
          aria-label={t('indices.against')}
          options={AGAINST.map((value) => ({ value, label: t(`indices.against_${value}`) }))}
          value={against}
          onChange={(next) => change({ against: next })}
        />
      </div>
      {error && <p role="alert">{errorText(error)}</p>}
      <UnsureNote rows={rows} />
      <div className="split">
        <Card
          title={t('indices.ranking_chart', { number: Math.min(BARS, rows.length) })}
          extra={<ExportMenu name={`ranking-${scope}-${day}`} table={table} hasChart />}
        >
          <ValueBars
            band_below={band_below}
            rows={rows
              .slice(0, BARS)
              .map((row) => ({ name: named(row), value: row.b.index, before: row.a.index }))}
          />
        </Card>
        <Card title={title} extra={<ExportMenu name={`ranking-${scope}-${day}`} table={table} />}>
          <Table
            rowKey="key"
            size="small"
            columns={useColumns(scope, day, band_below, named)}
            dataSource={rows}
            scroll={{ x: 'max-content' }}
            pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
            locale={{ emptyText: t('indices.no_data') }}
          />
          <p className="muted chart-note">
            {t('indices.ranking_note')}
            {unranked > 0 && ` · ${t('indices.low_coverage', { number: grouped(unranked) })}`}
          </p>
          <Basis {...basis} />
        </Card>
      </div>
    </>
  );
}

function rowsOf(compared: readonly IndexComparison[]): Row[] {
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

function useColumns(
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
          <b>{fixed(b.index, 2)}</b>
        </>
      ),
    },
    { title: t('indices.before'), align: 'right', render: (_, { a }) => fixed(a.index, 2) },
    { title: t('indices.change'), align: 'right', render: (_, row) => <IndexChange row={row} /> },
    { title: 'km/h', align: 'right', render: (_, { b }) => fixed(b.speed_kmh, 1) },
    { title: t('indices.change_speed'), align: 'right', render: (_, row) => <SpeedChange row={row} /> },
    { title: t('index.coverage'), align: 'right', render: (_, row) => <BothCoverages row={row} /> },
    { title: t('index.samples'), align: 'right', render: (_, { b }) => grouped(b.samples) },
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
