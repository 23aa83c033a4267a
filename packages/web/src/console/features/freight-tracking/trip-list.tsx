import type { FollowedTrip } from '@opentocc/contract';
import { Answer } from '../../../ui/answer.tsx';
import { hourMinuteOf, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import type { FreightDesk } from './use-desk.ts';

/** As many as somebody reads; the map has all. */
const MOST = 200;

/** Trips under way, those with an alarm first. */
export function TripList({ desk }: { readonly desk: FreightDesk }) {
  const { t } = useTranslation();
  return (
    <Card title={t('freight-tracking.trips')} className="freight-trips">
      <Answer
        query={desk.trips}
        isEmpty={({ length }) => length === 0}
        empty={t('freight-tracking.no_trips')}
        height_px={160}
      >
        {(all) => (
          <>
            <ul className="freight-rows">
              {[...all]
                .sort(byAlarms)
                .slice(0, MOST)
                .map((trip) => (
                  <TripRow key={trip.trip} trip={trip} desk={desk} />
                ))}
            </ul>
            {all.length > MOST && (
              <p className="muted">{t('freight-tracking.trips_more', { n: all.length - MOST })}</p>
            )}
          </>
        )}
      </Answer>
    </Card>
  );
}

const byAlarms = (a: FollowedTrip, b: FollowedTrip): number =>
  b.alarms.length - a.alarms.length || a.trip.localeCompare(b.trip);

function TripRow({ trip, desk }: { readonly trip: FollowedTrip; readonly desk: FreightDesk }) {
  const { t } = useTranslation();
  const { plate, stage, direction, at_ms, alarms } = trip;
  return (
    <li>
      <button
        type="button"
        aria-current={trip.trip === desk.trip}
        className={`freight-row ${alarms.length > 0 ? 'freight-alarmed' : ''}`}
        onClick={() => desk.chooseTrip(trip.trip)}
      >
        <span className="freight-line">
          <strong>{plateOf(plate)}</strong> {t(`freight-tracking.direction.${direction}`)}
          <span className="freight-space" />
          {t(`freight-tracking.stage.${stage}`)}
        </span>
        <span className="freight-line muted">
          {trip.trip} · {at_ms === null ? t('freight-tracking.no_fix') : hourMinuteOf(at_ms)}
        </span>
      </button>
    </li>
  );
}
