import type { FollowedTripSheet } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import type { Asked } from '../../../ui/asked.ts';
import { minuteOf, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { DeclaredDriven } from './declared-driven.tsx';

/** A trip: what was declared beside what was driven. */
export function TripCard({ query }: { readonly query: Asked<FollowedTripSheet> }) {
  return (
    <Answer query={query} height_px={240}>
      {(trip) => <Shown trip={trip} />}
    </Answer>
  );
}

function Shown({ trip }: { readonly trip: FollowedTripSheet }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { plate, stage, firm, firm_name, driver, driver_name, truck, route, at_ms, return_by_ms } = trip;
  const link = (kind: string, id: string, text: string) => (
    <Link to="/freight/profile/$kind/$id" params={{ kind, id }}>
      {text}
    </Link>
  );
  return (
    <Card title={`${plateOf(plate)} · ${trip.trip}`} extra={t(`freight-tracking.stage.${stage}`)}>
      <dl className="description">
        <dt>{t('freight-tracking.firm')}</dt>
        <dd>{link('firm', firm, firm_name[language])}</dd>
        <dt>{t('freight-tracking.truck')}</dt>
        <dd>
          {link('truck', truck, truck)} {t(`freight-tracking.class.${trip.class}`)}{' '}
          {t(`freight-tracking.direction.${trip.direction}`)}
        </dd>
        <dt>{t('freight-tracking.driver')}</dt>
        <dd>{link('driver', driver, driver_name === '' ? driver : driver_name)}</dd>
        <dt>{t('freight-tracking.route')}</dt>
        <dd>{route ? route.name[language] : '—'}</dd>
        <dt>{t('freight-tracking.last_fix')}</dt>
        <dd>{at_ms === null ? t('freight-tracking.no_fix') : minuteOf(at_ms)}</dd>
      </dl>
      {return_by_ms !== null && <p>{t('freight-tracking.return_by', { at: minuteOf(return_by_ms) })}</p>}
      <h3>{t('freight-tracking.declared_driven')}</h3>
      <DeclaredDriven lines={trip.lines} />
      {trip.trace_truncated && <small className="muted">{t('freight-tracking.truncated')}</small>}
    </Card>
  );
}
