import type { IndexPeriodValue } from '@opentocc/contract';
import { useNavigate } from '@tanstack/react-router';
import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../ui/answer.tsx';
import { known, waitingFor } from '../../../ui/asked.ts';
import { dayOf } from '../../../ui/format.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { useBandBelow, useIndexPeriods, useTypical } from '../../../ui/queries.ts';
import { Card } from '../../card.tsx';
import { DayPicker } from '../../day-picker.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { Basis } from './basis.tsx';
import { HourHeat, type HourMeasure, ScaleKey } from './hour-heat.tsx';
import { useObject } from './indices-layout.tsx';
import { useCells, usePatternTables, WEEKDAYS } from './pattern-tables.ts';

const MEASURES = ['index', 'speed_kmh', 'coverage'] as const satisfies readonly HourMeasure[];
const DAYS = ['7', '14', '28', '56'] as const;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** When it is bad: each hour of the last weeks, and of a typical week. */
export function PatternPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { name, choice, head, change, objects } = useObject();
  const { scope, key, day, rest } = choice;
  const measure = MEASURES.find((one) => one === rest.measure) ?? 'index';
  const days = DAYS.find((one) => one === rest.days) ?? '14';
  const last_ms = Date.parse(`${day}T12:00:00+08:00`);
  const band_below = useBandBelow(last_ms);
  const from = dayOf(last_ms - (Number(days) - 1) * DAY_MS);
  const askedHours = waitingFor(objects, useIndexPeriods(scope, key, 'hour', from, day));
  const askedTypical = waitingFor(objects, useTypical(scope, key, from, day, HOUR_MS / 1000));
  const hours = known(askedHours);
  const typical = known(askedTypical);
  const { hourCell, weekCell } = useCells();
  const cells = (hours ?? []).flatMap((hour) => hourCell(hour) ?? []);
  const rows = Array.from({ length: Number(days) }, (_, i) => dayOf(last_ms - i * DAY_MS));
  const weekCells = (typical ?? []).map((point) => weekCell(point));
  const measured = (hours ?? []).filter(({ windows }) => windows > 0);
  const basis = basisOf(measured, hours ?? [], `${from} – ${day}`);
  const weekBasis = {
    versions: basis.versions,
    window: basis.window,
    windows: (typical ?? []).reduce((sum, { windows }) => sum + windows, 0),
    windows_expected: basis.windows_expected,
  };
  const { hoursTable, weekTable } = usePatternTables();
  return (
    <>
      <div className="tools">
        {head}
        <DayPicker day={day} last={dayOf(platformNow())} onChange={(next) => change({ day: next })} />
        <Select
          aria-label={t('indices.days_back')}
          value={days}
          options={DAYS.map((value) => ({ value, label: t('indices.days_number', { number: value }) }))}
          onChange={(next) => change({ days: next })}
        />
        <Segmented
          options={MEASURES.map((value) => ({ value, label: t(`indices.measure.${value}`) }))}
          value={measure}
          onChange={(next) => change({ measure: next })}
        />
      </div>
      <Card
        title={`${t('indices.heat')} · ${name}`}
        extra={
          <ExportMenu
            name={`index-hours-${scope}-${key}-${day}`}
            hasChart
            table={() => hoursTable(`${t('indices.heat')} · ${name}`, measured, { ...basis, object: name })}
          />
        }
      >
        <Answer
          query={askedHours}
          isEmpty={() => measured.length === 0}
          empty={t('indices.no_hours', { from, to: day })}
          lacks="measurements"
          height_px={Math.max(220, 60 + 19 * rows.length)}
        >
          {() => (
            <>
              <ScaleKey measure={measure} band_below={band_below} />
              <HourHeat
                rows={rows.map((one) => ({ key: one, label: one.slice(5) }))}
                cells={cells}
                measure={measure}
                band_below={band_below}
                height_px={Math.max(220, 60 + 19 * rows.length)}
                label={t('indices.heat')}
                onPick={(chosen) =>
                  void navigate({ to: '/indices/day', search: { scope, key, day: chosen } })
                }
              />
              <p className="muted chart-note">
                {t('indices.heat_hint')}
                {measure === 'coverage' && ` · ${t('indices.coverage_hint')}`}
              </p>
              <Basis {...basis} />
            </>
          )}
        </Answer>
      </Card>
      {scope !== 'link' && (
        <Card
          title={`${t('indices.heat_week')} · ${name}`}
          extra={
            <ExportMenu
              name={`index-week-${scope}-${key}-${day}`}
              hasChart
              table={() =>
                weekTable(`${t('indices.heat_week')} · ${name}`, typical ?? [], { ...basis, object: name })
              }
            />
          }
        >
          <Answer
            query={askedTypical}
            isEmpty={(points) => points.length === 0}
            empty={t('indices.no_hours', { from, to: day })}
            lacks="measurements"
            height_px={220}
          >
            {() => (
              <>
                <ScaleKey measure={measure} band_below={band_below} />
                <HourHeat
                  rows={WEEKDAYS.map((one, i) => ({ key: `${i + 1}`, label: t(`indices.weekdays.${one}`) }))}
                  cells={weekCells}
                  measure={measure}
                  band_below={band_below}
                  height_px={220}
                  label={t('indices.heat_week')}
                />
                <p className="muted chart-note">
                  {t('indices.typical_days', {
                    number: Math.max(0, ...(typical ?? []).map((point) => point.days)),
                  })}
                </p>
                <Basis {...weekBasis} />
              </>
            )}
          </Answer>
        </Card>
      )}
    </>
  );
}

function basisOf(known: readonly IndexPeriodValue[], all: readonly IndexPeriodValue[], window: string) {
  const sum = (list: readonly IndexPeriodValue[], of: (one: IndexPeriodValue) => number) =>
    list.reduce((total, one) => total + of(one), 0);
  const windows_expected = sum(
    all.filter(({ from_ms }) => from_ms <= platformNow()),
    (one) => one.windows_expected,
  );
  const windows = sum(known, (one) => one.windows);
  return {
    versions: [...new Set(known.flatMap(({ formula_versions }) => formula_versions))],
    window,
    samples: sum(known, ({ samples }) => samples),
    // Of the windows that there are; how many there are stands beside it.
    coverage: windows > 0 ? sum(known, (one) => one.coverage * one.windows_expected) / windows : null,
    windows,
    windows_expected,
    restated: sum(known, ({ restated }) => restated),
  };
}
