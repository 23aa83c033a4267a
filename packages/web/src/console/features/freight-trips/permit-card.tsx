import type { TripPermit } from '@opentocc/contract';
import { portName } from '@opentocc/core/freight';
import { Button } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { minuteOf, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { usePermit } from './queries.ts';

/** What a driver shows at a gate, as large as the page lets it. */
export function PermitCard({ trip }: { trip: string }) {
  const { t } = useTranslation();
  return (
    <Card title={t('freight-trips.permit_title')}>
      <Answer query={usePermit(trip)} height_px={420}>
        {(permit) => <Permit permit={permit} />}
      </Answer>
    </Card>
  );
}

function Permit({ permit }: { permit: TripPermit }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { number, plate, plate_abroad, port, direction, from_ms, to_ms, state, revoked, svg } = permit;
  const image = `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
  return (
    <div className="permit">
      <img className="permit-code" src={image} alt={t('freight-trips.permit_alt')} />
      <div>
        <p className="permit-plate">{[plateOf(plate), plate_abroad].filter(Boolean).join(' / ')}</p>
        <p>
          <strong data-permit-state={state}>{t(`freight-trips.permit_state.${state}`)}</strong>{' '}
          {revoked?.cause[language]}
        </p>
        <p>{number}</p>
        <p>
          {portName(port)[language]} {t(`freight-trips.direction_of.${direction}`)} ·{' '}
          {t(`freight-trips.class_of.${permit.class}`)}
        </p>
        <p>
          {t('freight-trips.holds')} {minuteOf(from_ms)} – {minuteOf(to_ms)}
        </p>
        <Uses uses={permit.uses} />
        <Button onClick={() => print()}>{t('freight-trips.print')}</Button>
      </div>
    </div>
  );
}

function Uses({ uses }: Pick<TripPermit, 'uses'>) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  if (uses.length === 0) return <p className="muted">{t('freight-trips.uses_none')}</p>;
  return (
    <ul aria-label={t('freight-trips.uses')}>
      {uses.map(({ place, passage, at_ms, against }) => (
        <li key={`${place} ${passage} ${at_ms}`}>
          {place} {t(`freight-trips.passage.${passage}`)} {minuteOf(at_ms)}
          {against && <strong> {t('freight-trips.against', { why: against[language] })}</strong>}
        </li>
      ))}
    </ul>
  );
}
