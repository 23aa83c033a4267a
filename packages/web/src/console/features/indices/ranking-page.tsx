import type { IndexComparison } from '@opentocc/contract';
import { Segmented, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { dayOf, grouped } from '../../../ui/format.ts';
import { useBandBelow, useComparison, useConfigurationInForce } from '../../../ui/queries.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { DayPicker } from '../../day-picker.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { type ChosenScope, SCOPES } from './address.ts';
import { Basis } from './basis.tsx';
import { UnsureNote } from './change.tsx';
import { ValueBars } from './change-bars.tsx';
import { useIndexChoice, useValueName } from './choice.ts';
import { basisOf, daysBefore } from './comparison.ts';
import { DAY_PARTS, minutesOf, minuteText } from './day-parts.ts';
import { ScopeChoice } from './indices-layout.tsx';
import { rowsOf, useRankingColumns, useRankingTable } from './ranking-table.tsx';

const RANKED = SCOPES.filter((scope) => scope !== 'city');
const AGAINST = ['week', 'day'] as const;
const BARS = 20;

/** Who is worst in a part of a day, and how that changed since the day before or the week before. */
export function RankingPage() {
  const { t } = useTranslation();
  const nameOf = useValueName();
  const [{ scope: asked, day, rest }, change] = useIndexChoice();
  const scope: ChosenScope = asked === 'city' || asked === 'link' ? 'district' : asked;
  const part = DAY_PARTS.find((one) => one === rest.part) ?? 'now';
  const against = AGAINST.find((one) => one === rest.against) ?? 'week';
  const now_ms = useNow(60_000);
  const peaks = useConfigurationInForce()?.peaks.spans ?? [];
  const band_below = useBandBelow(Date.parse(`${day}T12:00:00+08:00`));
  const minutes = minutesOf(part, day, now_ms, peaks);
  const before = daysBefore(day, against === 'week' ? 7 : 1);
  const comparison = useComparison(
    scope,
    minutes && { a_from: before, a_to: before, b_from: day, b_to: day, ...minutes },
  );
  const data = known(comparison);
  const rows = minutes ? rowsOf(data ?? []) : [];
  const window = minutes ? `${day} ${minuteText(minutes.from_min)}–${minuteText(minutes.to_min)}` : day;
  const basis = basisOf(data ?? [], `${window} · ${t('indices.against')} ${before}`);
  const named = (row: IndexComparison) => nameOf({ scope, key: row.key, name: row.name });
  const title = t('indices.ranking_of', { scope: t(`indices.scope.${scope}`) });
  const unranked = (data?.length ?? 0) - rows.length;
  const columns = useRankingColumns(scope, day, band_below, named);
  const answer = {
    query: comparison,
    isEmpty: () => rows.length === 0,
    empty: t('indices.nothing_ranked', { window }),
    lacks: 'measurements',
    unasked: t('indices.part_not_begun'),
  } as const;
  const tableOf = useRankingTable();
  const table = () =>
    tableOf({ title, rows, named, basis: { ...basis, object: t(`indices.scope.${scope}`) } });
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
      <UnsureNote rows={rows} />
      <div className="split">
        <Card
          title={t('indices.ranking_chart', { number: Math.min(BARS, rows.length) })}
          extra={<ExportMenu name={`ranking-${scope}-${day}`} table={table} hasChart />}
        >
          <Answer {...answer}>
            {() => (
              <ValueBars
                band_below={band_below}
                rows={rows
                  .slice(0, BARS)
                  .map((row) => ({ name: named(row), value: row.b.index, before: row.a.index }))}
              />
            )}
          </Answer>
        </Card>
        <Card title={title} extra={<ExportMenu name={`ranking-${scope}-${day}`} table={table} />}>
          <Answer {...answer}>
            {() => (
              <>
                <Table
                  rowKey="key"
                  size="small"
                  columns={columns}
                  dataSource={rows}
                  scroll={{ x: 'max-content' }}
                  pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
                />
                <p className="muted chart-note">
                  {t('indices.ranking_note')}
                  {unranked > 0 && ` · ${t('indices.low_coverage', { number: grouped(unranked) })}`}
                </p>
                <Basis {...basis} />
              </>
            )}
          </Answer>
        </Card>
      </div>
    </>
  );
}
