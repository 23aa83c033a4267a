import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useCity } from '../../../ui/queries.ts';
import { useKeys } from '../../ui/use-keys.ts';
import { AlarmList } from './alarm-list.tsx';
import { AlarmPanel } from './alarm-panel.tsx';
import { FreightMap } from './freight-map.tsx';
import { useTrip } from './queries.ts';
import { TripCard } from './trip-card.tsx';
import { TripList } from './trip-list.tsx';
import { useDesk } from './use-desk.ts';
import './freight-tracking.css';

const press = (name: string) => () => document.querySelector<HTMLElement>(`[data-key="${name}"]`)?.click();

/** The seat of the freight officer: alarms by what is due, trucks on the map, and all of what is chosen. */
export function FreightDeskPage() {
  const { t } = useTranslation();
  const city = useCity();
  const desk = useDesk();
  const trip = useTrip(desk.trip);
  useKeys({
    ...{ arrowdown: () => desk.step(1), arrowup: () => desk.step(-1) },
    ...{ t: press('take'), c: press('contact'), e: press('close') },
  });
  return (
    <div className={`freight-desk ${desk.trip === null ? '' : 'freight-open'}`}>
      <header className="freight-head">
        <h1>{t('freight-tracking.desk')}</h1>
        <span className="muted">
          {t('freight-tracking.under_way', { n: desk.onMap.length })} ·{' '}
          {t('freight-tracking.open_alarms', { n: desk.shown.length })}
        </span>
        <span className="freight-space" />
        <small className="muted freight-keys">{t('freight-tracking.keys')}</small>
      </header>
      <div className="freight-lists">
        <AlarmList desk={desk} />
        <TripList desk={desk} />
      </div>
      <div className="freight-place">
        <Answer query={city} height_px={320}>
          {(place) => (
            <FreightMap
              {...{ city: place, trips: desk.onMap, chosen: desk.trip, sheet: known(trip) ?? null }}
              onChoose={desk.chooseTrip}
            />
          )}
        </Answer>
      </div>
      <div className="freight-panel">
        {desk.alarm !== null && <AlarmPanel id={desk.alarm} version={desk.brief?.version} />}
        {desk.trip === null ? (
          <p className="muted">{t('freight-tracking.choose')}</p>
        ) : (
          <TripCard query={trip} />
        )}
      </div>
    </div>
  );
}
