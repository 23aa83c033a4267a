import type { FreightGatePage } from '@opentocc/contract';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { Assumed } from '../../ui/assumed.tsx';
import { shareText } from './availability-card.tsx';

/** Availability by the hour, a column each: how much of it the gate could be used. */
export function WeekCard({ hours }: { readonly hours: FreightGatePage['hours'] }) {
  const { t } = useTranslation();
  const sum = (of: 'numerator' | 'denominator') => hours.reduce((total, one) => total + one[of], 0);
  const all = { numerator: sum('numerator'), denominator: sum('denominator') };
  return (
    <Card title={t('freight-gates.week')} extra={<Assumed source={t('freight-gates.availability_basis')} />}>
      {all.denominator === 0 ? (
        <p className="muted">{t('freight-gates.week_none')}</p>
      ) : (
        <>
          <p className="gate-share">
            <strong>{shareText(all)}</strong>{' '}
            <span className="muted">{t('freight-gates.availability_of', all)}</span>
          </p>
          <ul className="gate-hours">
            {hours.map((hour) => (
              <li
                key={hour.at_ms}
                title={`${minuteOf(hour.at_ms)} ${t('freight-gates.availability_of', hour)}`}
                style={{ opacity: 0.15 + (0.85 * hour.numerator) / hour.denominator }}
              />
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
