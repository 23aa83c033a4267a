import type { TrackingFigures } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { grouped, NO_VALUE } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { Fact } from '../../ui/fact.tsx';

const shareOf = ({ numerator, denominator }: TrackingFigures['in_time']): string =>
  denominator === 0
    ? NO_VALUE
    : `${((100 * numerator) / denominator).toFixed(1)}% (${grouped(numerator)} / ${grouped(denominator)})`;

/** Trips and alarms of a time; each share with what it is of. */
export function FiguresCard({ figures }: { readonly figures: TrackingFigures }) {
  const { t } = useTranslation();
  const { from_ms, to_ms, trips, over, in_time, taken_in_time, reached_median_min, alarms, outcomes } =
    figures;
  return (
    <Card
      title={t('freight-tracking.figures')}
      extra={t('freight-tracking.figures_days', { n: Math.round((to_ms - from_ms) / DAY_MS) })}
    >
      <dl className="facts">
        <Fact name={t('freight-tracking.trips_n')} value={grouped(trips)} />
        <Fact name={t('freight-tracking.over_n')} value={grouped(over)} />
        <Fact name={t('freight-tracking.in_time')} value={shareOf(in_time)} />
        <Fact name={t('freight-tracking.taken_in_time')} value={shareOf(taken_in_time)} />
        <Fact
          name={t('freight-tracking.reached_median')}
          value={reached_median_min === null ? NO_VALUE : String(reached_median_min)}
          unit={t('freight-tracking.min')}
        />
      </dl>
      <table className="freight-fixes">
        <thead>
          <tr>
            <th>{t('freight-tracking.alarms')}</th>
            <th>{t('freight-tracking.count')}</th>
            <th>{t('freight-tracking.open_n')}</th>
          </tr>
        </thead>
        <tbody>
          {alarms.map(({ kind, count, open }) => (
            <tr key={kind}>
              <td>{t(`freight-tracking.kind.${kind}`)}</td>
              <td>{grouped(count)}</td>
              <td>{grouped(open)}</td>
            </tr>
          ))}
          {outcomes.map(({ outcome, count }) => (
            <tr key={outcome} className="muted">
              <td>{t(`freight-tracking.outcome.${outcome}`)}</td>
              <td>{grouped(count)}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
