import type { FreightProfile } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { hourMinuteOf, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';

/** Trips of it under way. */
export function NowCard({ profile: { now } }: { readonly profile: FreightProfile }) {
  const { t } = useTranslation();
  return (
    <Card title={t('freight-tracking.now')} extra={t('freight-tracking.under_way', { n: now.length })}>
      {now.length === 0 && <p className="muted">{t('freight-tracking.no_trips')}</p>}
      <ul className="freight-plain">
        {now.map(({ trip, plate, stage, at_ms, alarms }) => (
          <li key={trip}>
            <Link to="/freight/desk" search={{ trip }}>
              {plateOf(plate)} · {trip}
            </Link>{' '}
            {t(`freight-tracking.stage.${stage}`)} {at_ms !== null && hourMinuteOf(at_ms)}{' '}
            {alarms.map(({ id, kind }) => (
              <b key={id} className="bad">
                {t(`freight-tracking.kind.${kind}`)}{' '}
              </b>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}
