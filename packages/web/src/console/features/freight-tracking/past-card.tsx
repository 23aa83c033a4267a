import type { FreightProfile } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { minuteOf, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';

/** Its last trips, and its last alarms with what followed. */
export function PastCard({ profile: { history, alarms } }: { readonly profile: FreightProfile }) {
  const { t } = useTranslation();
  return (
    <Card title={t('freight-tracking.history')}>
      {history.length === 0 && <p className="muted">{t('freight-tracking.none')}</p>}
      <ul className="freight-plain">
        {history.map(({ trip, plate, began_ms, stage, alarms: count }) => (
          <li key={trip}>
            <span className="muted">{minuteOf(began_ms)}</span>{' '}
            <Link to="/freight/desk" search={{ trip }}>
              {trip}
            </Link>{' '}
            {plateOf(plate)} {t(`freight-tracking.stage.${stage}`)}{' '}
            {count > 0 && (
              <b className="bad">
                {t('freight-tracking.alarms')} {count}
              </b>
            )}
          </li>
        ))}
      </ul>
      <ul className="freight-plain">
        {alarms.map(({ id, trip, kind, raised_ms, state, outcome }) => (
          <li key={id}>
            <span className="muted">{minuteOf(raised_ms)}</span>{' '}
            <Link to="/freight/desk" search={{ alarm: id, trip }}>
              {t(`freight-tracking.kind.${kind}`)}
            </Link>{' '}
            {t(`freight-tracking.state.${state}`)} {outcome && t(`freight-tracking.outcome.${outcome}`)}
          </li>
        ))}
      </ul>
    </Card>
  );
}
