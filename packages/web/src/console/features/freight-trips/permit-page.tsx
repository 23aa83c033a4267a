import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { useAction } from '../../ui/use-action.ts';
import { PermitCard } from './permit-card.tsx';
import './trips.css';

/** The permit of a trip, to be printed or handed to the driver as a link. */
export function PermitPage() {
  const { t } = useTranslation();
  const { trip } = useParams({ strict: false }) as { trip: string };
  const mayDeclare = useMay('trips:declare');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{trip}</h1>
        <Link to="/freight/trips">{t('freight-trips.back')}</Link>
      </div>
      <PermitCard trip={trip} />
      {mayDeclare && <LinkCard trip={trip} />}
    </div>
  );
}

function LinkCard({ trip: id }: { trip: string }) {
  const { t } = useTranslation();
  const act = useAction();
  const [link, setLink] = useState<{ url: string; expires_ms: number } | null>(null);
  const make = async () => {
    const made = await act(() => call('POST /api/v1/freight/trips/:id/driver-link', { params: { id } }));
    // It is sent to a phone, which knows no other part of the address.
    if (made) setLink({ ...made, url: new URL(made.url, location.origin).href });
  };
  return (
    <Card title={t('freight-trips.link')}>
      <p className="muted">{t('freight-trips.link_hint')}</p>
      <Button onClick={make}>{t('freight-trips.link')}</Button>
      {link && (
        <p>
          <a href={link.url} className="wrap">
            {link.url}
          </a>{' '}
          <span className="muted">{t('freight-trips.link_until', { at: minuteOf(link.expires_ms) })}</span>
        </p>
      )}
    </Card>
  );
}
