import { Segmented } from 'antd';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useNow } from '../../../ui/use-now.ts';
import { DayPicker } from '../../day-picker.tsx';
import { SCOPES } from './address.ts';
import { UnsureNote } from './change.tsx';
import { useIndexChoice } from './choice.ts';
import { DAY_PARTS } from './day-parts.ts';
import { RankingChartCard } from './ranking-chart-card.tsx';
import { RankingTableCard } from './ranking-table-card.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import { AGAINST, useRanking } from './use-ranking.ts';

const RANKED = SCOPES.filter((scope) => scope !== 'city');

/** Who is worst in a part of a day, and how that changed since the day before or the week before. */
export function RankingPage() {
  const { t } = useTranslation();
  const [, change] = useIndexChoice();
  const now_ms = useNow(60_000);
  const ranking = useRanking(now_ms);
  const { scope, day, part, against, rows } = ranking;
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
        <RankingChartCard ranking={ranking} />
        <RankingTableCard ranking={ranking} />
      </div>
    </>
  );
}
