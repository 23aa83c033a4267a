import type { IndexComparison } from '@opentocc/contract';
import { Segmented, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { dayOf } from '../../../ui/format.ts';
import { useComparison, useConfigurationInForce } from '../../../ui/queries.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { SCOPES } from './address.ts';
import { Basis } from './basis.tsx';
import { UnsureNote } from './change.tsx';
import { DifferenceBars } from './change-bars.tsx';
import { ChangedLinks } from './change-links.tsx';
import { useIndexChoice, useValueName } from './choice.ts';
import { CompareHeadline } from './compare-headline.tsx';
import { useCompareColumns, useCompareTable } from './compare-table.tsx';
import { basisOf, daysBefore, LEAST_COVERAGE, meanCoverage } from './comparison.ts';
import { minutesOf, minuteText } from './day-parts.ts';
import { ScopeChoice } from './indices-layout.tsx';

const PRESETS = ['today', 'week_day', 'week', 'month'] as const;
const PARTS = ['day', 'morning', 'evening'] as const;
/** The city stands above all of them. */
const COMPARED = SCOPES.filter((scope) => scope !== 'city');
const BARS = 10;
const DAYS = { week: 7, month: 30 } as const;
const MOST_DAYS = 31;
const DAY_MS = 86_400_000;

/** Two intervals side by side: before and after. */
export function ComparePage() {
  const { t } = useTranslation();
  const nameOf = useValueName();
  const [{ scope: asked, rest }, change] = useIndexChoice();
  const scope = asked === 'link' || asked === 'city' ? 'district' : asked;
  const now_ms = useNow(60_000);
  const today = dayOf(now_ms);
  const days = { ...presetDays('week_day', today), ...daysIn(rest) };
  const part = PARTS.find((one) => one === rest.part) ?? 'day';
  const peaks = useConfigurationInForce()?.peaks.spans;
  const span = peaks?.find(({ name }) => name === part);
  const whole = { from_min: span?.from_min ?? 0, to_min: span?.to_min ?? 1440 };
  // Of a single day that is not over, only what has been: like is compared with like.
  const so_far = days.b_from === days.b_to ? minutesOf(part, days.b_to, now_ms, peaks ?? []) : null;
  const minutes = so_far ?? whole;
  const isGood = lasts(days.a_from, days.a_to) && lasts(days.b_from, days.b_to);
  const compared = isGood ? { ...days, ...minutes } : null;
  const comparison = useComparison(scope, compared);
  const cities = useComparison('city', compared);
  const rows = known(comparison) ?? [];
  const covered = rows.filter(
    ({ a, b, change: by }) =>
      by !== null && meanCoverage(a) >= LEAST_COVERAGE && meanCoverage(b) >= LEAST_COVERAGE,
  );
  const bars = covered.length > 2 * BARS ? [...covered.slice(0, BARS), ...covered.slice(-BARS)] : covered;
  const named = ({ key, name }: IndexComparison) => nameOf({ scope, key, name });
  const window = `${minuteText(minutes.from_min)}–${minuteText(minutes.to_min)}`;
  const spans = `${spanText(days.a_from, days.a_to)} → ${spanText(days.b_from, days.b_to)} ${window}`;
  const basis = basisOf(rows, spans);
  const title = `${t('indices.tabs.compare')} · ${t(`indices.scope.${scope}`)}`;
  const name = `compare-${scope}-${days.b_from}-${days.b_to}`;
  const columns = useCompareColumns(scope, days.b_to, named);
  const answer = { query: comparison, empty: spans, lacks: 'measurements' } as const;
  const tableOf = useCompareTable();
  const table = () =>
    tableOf({ title, rows, named, basis: { ...basis, object: t(`indices.scope.${scope}`) } });
  return (
    <>
      <div className="tools">
        <ScopeChoice scope={scope} scopes={COMPARED} onChange={(next) => change({ scope: next, key: '' })} />
        <Segmented
          aria-label={t('indices.part')}
          options={PARTS.map((value) => ({ value, label: t(`indices.parts.${value}`) }))}
          value={part}
          onChange={(next) => change({ part: next })}
        />
      </div>
      <div className="tools">
        <Periods days={days} today={today} change={change} />
      </div>
      {!isGood && <p className="note">{t('indices.range_bad')}</p>}
      {basis.versions.length > 1 && (
        <p className="note">{t('indices.versions_differ', { versions: basis.versions.join(', ') })}</p>
      )}
      <Answer query={cities} isEmpty={(list) => list.length === 0} empty={spans} lacks="measurements">
        {([city]) => <CompareHeadline row={city} window={spans} />}
      </Answer>
      <ChangedLinks days={compared} window={spans} name={name} />
      <UnsureNote rows={covered} />
      <div className="split">
        <Card
          title={t('indices.differences', { number: bars.length })}
          extra={<ExportMenu name={name} table={table} hasChart />}
        >
          <Answer {...answer} isEmpty={() => bars.length === 0}>
            {() => <DifferenceBars rows={bars.map((row) => ({ name: named(row), value: row.change }))} />}
          </Answer>
        </Card>
        <Card title={t('indices.compare_table')} extra={<ExportMenu name={name} table={table} />}>
          <Answer {...answer} isEmpty={(list) => list.length === 0}>
            {(list) => (
              <>
                <Table
                  rowKey="key"
                  size="small"
                  columns={columns}
                  dataSource={list}
                  scroll={{ x: 'max-content' }}
                  pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
                />
                <Basis {...basis} />
              </>
            )}
          </Answer>
        </Card>
      </div>
    </>
  );
}

/** The two intervals, by their days or by a preset. */
function Periods({ days, today, change }: { days: Days; today: string; change(days: Partial<Days>): void }) {
  const { t } = useTranslation();
  return (
    <>
      {(['a', 'b'] as const).map((side) => (
        <span key={side} className="tools">
          <span className="muted">{t(`indices.period_${side}`)}</span>
          {(['from', 'to'] as const).map((end) => (
            <DateField
              key={end}
              aria-label={`${t(`indices.period_${side}`)} ${t(`indices.${end}`)}`}
              value={days[`${side}_${end}`]}
              max={today}
              onChange={(day) => day && change({ [`${side}_${end}`]: day })}
            />
          ))}
        </span>
      ))}
      <span className="muted">{t('indices.presets')}</span>
      {PRESETS.map((preset) => (
        <button
          key={preset}
          type="button"
          className="export-button"
          aria-pressed={isSame(days, presetDays(preset, today))}
          onClick={() => change(presetDays(preset, today))}
        >
          {t(`indices.preset.${preset}`)}
        </button>
      ))}
    </>
  );
}

const SIDES = ['a_from', 'a_to', 'b_from', 'b_to'] as const;
type Days = Record<(typeof SIDES)[number], string>;

function presetDays(preset: (typeof PRESETS)[number], today: string): Days {
  if (preset === 'today' || preset === 'week_day') {
    const before = daysBefore(today, preset === 'today' ? 1 : 7);
    return { a_from: before, a_to: before, b_from: today, b_to: today };
  }
  if (preset === 'week') {
    const weekday = new Date(`${today}T12:00:00Z`).getUTCDay() || 7;
    const monday = daysBefore(today, weekday - 1);
    return {
      a_from: daysBefore(monday, DAYS.week),
      a_to: daysBefore(today, DAYS.week),
      b_from: monday,
      b_to: today,
    };
  }
  return {
    a_from: daysBefore(today, 2 * DAYS.month - 1),
    a_to: daysBefore(today, DAYS.month),
    b_from: daysBefore(today, DAYS.month - 1),
    b_to: today,
  };
}

const isSame = (one: Days, other: Days) => SIDES.every((side) => one[side] === other[side]);

const spanText = (from: string, to: string) => (from === to ? from : `${from}–${to}`);

function daysIn(rest: Readonly<Record<string, string>>): Partial<Days> {
  return Object.fromEntries(
    SIDES.flatMap((name) => (/^\d{4}-\d\d-\d\d$/.test(rest[name] ?? '') ? [[name, rest[name]]] : [])),
  );
}

function lasts(from: string, to: string): boolean {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return days >= 1 && days <= MOST_DAYS;
}
