import type { IndexPoint, IndexTypicalPoint } from '@opentocc/contract';
import { Segmented, Table, type TableColumnsType } from 'antd';
import type { TFunction } from 'i18next';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../ui/answer.tsx';
import { known, waitingFor } from '../../../ui/asked.ts';
import { type CurveMeasure, DayCurve } from '../../../ui/charts/day-curve.tsx';
import {
  dayOf,
  grouped,
  hourMinuteOf,
  indexText,
  NO_VALUE,
  ratioText,
  speedText,
  startOfDay_ms,
} from '../../../ui/format.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useBandBelow, useDatasets, useIndexCurve, useTypical } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { DayPicker } from '../../day-picker.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import type { ExportTable } from '../../export/export-table.ts';
import { useMay } from '../../session/session.ts';
import { LeftOut } from '../../ui/left-out.tsx';
import { Term } from '../../ui/term.tsx';
import { Basis, useBasisFacts } from './basis.tsx';
import { Change, Coverage } from './change.tsx';
import { AgainstLastWeek, DayHeadline } from './day-headline.tsx';
import { type DayRow, difference, rowsOf } from './day-rows.ts';
import { useObject } from './indices-layout.tsx';
import { LinksDrawer, type OpenedValue } from './links-drawer.tsx';

const MEASURES = ['index', 'gb_index', 'speed_kmh'] as const satisfies readonly CurveMeasure[];
const STEPS = ['s300', 's900', 's3600'] as const;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const TYPICAL_DAYS = 28;
const STEP_MS = 300_000;
const NONE: readonly IndexTypicalPoint[] = [];

/** Damaged files that the minutes of a day, or of the same day last week, lack. @param enabled false when none is shown */
function useStatesLeftOut(day: string, enabled: boolean): string[] {
  const datasets = known(useDatasets(useMay('history:read') && enabled));
  if (!enabled || !datasets) return [];
  const days = [0, WEEK_MS].map((ago_ms) => startOfDay_ms(noon(day)) - ago_ms);
  return datasets
    .filter(({ code }) => code === 'link_states')
    .flatMap(({ damaged_files }) => damaged_files)
    .filter((file) => days.some((from_ms) => file.from_ms < from_ms + DAY_MS && file.to_ms >= from_ms))
    .map(({ file }) => file);
}

/** One day of anything against the same weekday last week and against what is usual on that weekday. */
export function DayPage() {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const { name, choice, head, change, objects } = useObject();
  const { scope, key, day, rest } = choice;
  const today = dayOf(platformNow());
  // Of a link, quarters of an hour are retained for weeks; its minutes only as long as history retains them.
  const step = STEPS.find((one) => one === rest.step) ?? (scope === 'link' ? 's900' : 's300');
  const step_s = Number(step.slice(1));
  const measure = MEASURES.find((one) => one === rest.measure) ?? 'index';
  const [opened, setOpened] = useState<OpenedValue | null>(null);
  const asked = waitingFor(objects, useIndexCurve(scope, key, day, step_s));
  const curve = known(asked);
  const usual = useTypicalOf(scope, key, day, step_s);
  const typical = usual ?? NONE;
  const left_out = useStatesLeftOut(day, scope === 'link' && step_s * 1000 === STEP_MS);
  const rows = useMemo(() => (curve ? rowsOf(curve, typical) : []), [curve, typical]);
  const open = (at_ms: number) => {
    const last = rows.findLast((row) => row.at_ms <= at_ms);
    if (last)
      setOpened({
        scope,
        key,
        name: `${name} ${hourMinuteOf(last.at_ms)}`,
        window_end_ms: endOf(last, step_s),
      });
  };
  const columns = useColumns(open);
  const sums = sumsOf(curve?.today ?? []);
  const windows_expected = Math.round(
    (Math.min(platformNow(), startOfDay_ms(noon(day)) + DAY_MS) - startOfDay_ms(noon(day))) / STEP_MS,
  );
  const basis = { ...sums, windows_expected: Math.max(sums.windows, windows_expected), window: day };
  const table = useTable(`${t('indices.curve')} · ${name}`, rows, { ...basis, object: name });
  const days = Math.max(0, ...typical.map((point) => point.days));
  const missing = usual ? 'indices.typical_none' : 'indices.typical_unknown';
  const typicalText =
    typical.length > 0
      ? t('indices.typical_days', { number: days })
      : t(scope === 'link' ? 'indices.typical_link' : missing);
  return (
    <>
      <div className="tools">
        {head}
        <DayPicker day={day} last={today} onChange={(next) => change({ day: next })} />
      </div>
      <DayHeadline rows={rows} isToday={day === today} band_below={useBandBelow(noon(day))} />
      <Card
        title={`${t('indices.curve')} · ${name}`}
        extra={<ExportMenu name={`index-day-${scope}-${key}-${day}`} table={table} hasChart />}
      >
        <div className="tools">
          <Segmented
            options={MEASURES.map((value) => ({ value, label: t(`indices.measure.${value}`) }))}
            value={measure}
            onChange={(next) => change({ measure: next })}
          />
          <Segmented
            aria-label={t('indices.step')}
            options={STEPS.map((value) => ({ value, label: t(`indices.steps.${value}`) }))}
            value={step}
            onChange={(next) => change({ step: next })}
          />
        </div>
        <Answer
          query={asked}
          isEmpty={() => rows.length === 0}
          empty={t('indices.figure.empty_day')}
          lacks="measurements"
          height_px={340}
        >
          {(of) => (
            <>
              <DayCurve
                curve={of}
                theme={theme}
                height_px={340}
                measure={measure}
                isToday={day === today}
                typical={typical}
                showsFirst
                onPick={open}
              />
              <p className="muted chart-note">
                {typicalText} · {t('indices.curve_hint')}
              </p>
              <LeftOut files={left_out} />
              <Basis {...basis} />
            </>
          )}
        </Answer>
      </Card>
      <Card
        title={t('indices.points')}
        extra={
          <>
            {rows.length > 0 &&
              (sums.restated
                ? t('indices.restated_count', { number: sums.restated })
                : t('indices.restated_none'))}{' '}
            <ExportMenu name={`index-values-${scope}-${key}-${day}`} table={table} />
          </>
        }
      >
        <Answer
          query={asked}
          isEmpty={() => rows.length === 0}
          empty={t('indices.figure.empty_day')}
          lacks="measurements"
        >
          {() => (
            <Table
              rowKey="at_ms"
              size="small"
              columns={columns}
              dataSource={[...rows].reverse()}
              pagination={{ pageSize: 12, showSizeChanger: false, hideOnSinglePage: true }}
            />
          )}
        </Answer>
      </Card>
      <LinksDrawer opened={opened} close={() => setOpened(null)} />
    </>
  );
}

const noon = (day: string) => Date.parse(`${day}T12:00:00+08:00`);

/** What is usual on the weekday of a day, of the four weeks before it; undefined while it is not known. */
function useTypicalOf(scope: Parameters<typeof useTypical>[0], key: string, day: string, step_s: number) {
  const noon_ms = noon(day);
  const from = dayOf(noon_ms - TYPICAL_DAYS * DAY_MS);
  const found = known(useTypical(scope, key, from, dayOf(noon_ms - DAY_MS), step_s));
  return useMemo(() => {
    const weekday = new Date(noon_ms).getUTCDay() || 7;
    return found?.filter((point) => point.weekday === weekday);
  }, [found, noon_ms]);
}

/** End of the last window of a row. */
function endOf({ at_ms }: DayRow, step_s: number): number {
  return Math.min(at_ms + step_s * 1000, Math.floor(platformNow() / STEP_MS) * STEP_MS);
}

function sumsOf(points: readonly IndexPoint[]) {
  const sum = (of: (point: IndexPoint) => number) => points.reduce((total, point) => total + of(point), 0);
  return {
    versions: [...new Set(points.flatMap(({ formula_versions }) => formula_versions))],
    samples: sum(({ samples }) => samples),
    coverage: points.length > 0 ? sum(({ coverage }) => coverage) / points.length : null,
    windows: sum(({ windows }) => windows),
    restated: sum(({ restated }) => restated),
  };
}

function useTable(
  title: string,
  rows: readonly DayRow[],
  basis: Parameters<ReturnType<typeof useBasisFacts>>[0],
) {
  const { t } = useTranslation();
  const factsOf = useBasisFacts();
  return (): ExportTable => ({
    title,
    facts: factsOf(basis),
    columns: [
      { title: t('indices.time') },
      { title: t('indices.measure.index'), digits: 2 },
      { title: t('index.first'), digits: 2 },
      { title: t('indices.last_week'), digits: 2 },
      { title: t('index.typical'), digits: 2 },
      { title: t('indices.measure.gb_index'), digits: 2 },
      { title: 'TTI', digits: 3 },
      { title: `${t('indices.measure.speed_kmh')} (km/h)`, digits: 1 },
      { title: t('index.coverage'), percent_digits: 1 },
      { title: t('index.samples'), digits: 0 },
      { title: t('indices.windows'), digits: 0 },
      { title: t('indices.restated'), digits: 0 },
      { title: t('indices.figure.formula') },
    ],
    rows: rows.map((row) => [
      hourMinuteOf(row.at_ms),
      row.index,
      row.first_index,
      row.last_week,
      row.typical,
      row.gb_index,
      row.tti,
      row.speed_kmh,
      row.coverage,
      row.samples,
      row.windows,
      row.restated,
      row.formula_versions.join(' '),
    ]),
  });
}

/** The first value beside the one it was restated to. */
function restatedText({ first_index, index }: DayRow, t: TFunction): string {
  const [first, value] = [indexText(first_index), indexText(index)];
  return first === value ? t('indices.restated_same') : t('indices.restated_from', { first, value });
}

function useColumns(open: (at_ms: number) => void): TableColumnsType<DayRow> {
  const { t } = useTranslation();
  return [
    { title: t('indices.time'), render: (_, row) => hourMinuteOf(row.at_ms) },
    { title: t('indices.measure.index'), align: 'right', render: (_, row) => <b>{indexText(row.index)}</b> },
    {
      title: t('indices.restated'),
      render: (_, row) => (row.restated > 0 ? restatedText(row, t) : NO_VALUE),
    },
    {
      title: t('indices.against_last_week'),
      align: 'right',
      render: (_, row) => <AgainstLastWeek row={row} />,
    },
    {
      title: t('indices.against_typical'),
      align: 'right',
      render: (_, row) => <Change value={difference(row.index, row.typical)} digits={1} />,
    },
    { title: t('indices.measure.gb_index'), align: 'right', render: (_, row) => indexText(row.gb_index) },
    { title: <Term of="tti" />, align: 'right', render: (_, row) => ratioText(row.tti) },
    { title: 'km/h', align: 'right', render: (_, row) => speedText(row.speed_kmh) },
    { title: t('index.coverage'), align: 'right', render: (_, row) => <Coverage share={row.coverage} /> },
    { title: t('index.samples'), align: 'right', render: (_, row) => grouped(row.samples) },
    { title: t('indices.figure.formula'), render: (_, row) => row.formula_versions.join(' ') },
    {
      title: t('indices.figure.link'),
      render: (_, row) => (
        <button type="button" className="link-button" onClick={() => open(row.at_ms)}>
          {t('indices.open_links')}
        </button>
      ),
    },
  ];
}
