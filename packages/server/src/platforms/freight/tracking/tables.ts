import type { Generated, JSONColumnType } from 'kysely';
import type { ClockEvent } from '../../../kit/clocks/index.ts';
import type { AlarmRow, EntryRow, PlaceRow, TripRow } from './model.ts';

type Json<T extends object> = JSONColumnType<T, string, string>;
type JsonOrNull<T extends object> = JSONColumnType<T | null, string | null, string | null>;

/** Tables of the module, as its stores see them. */
export interface Tables {
  tracking_trip: Omit<TripRow, 'state'> & { state: Json<TripRow['state']> };
  tracking_place: PlaceRow;
  tracking_heard: { id: number; until_ms: number };
  tracking_alarm: Omit<AlarmRow, 'id' | 'words' | 'facts' | 'fixes' | 'asked'> & {
    id: Generated<number>;
    words: Json<AlarmRow['words']>;
    facts: Json<AlarmRow['facts']>;
    fixes: Json<AlarmRow['fixes']>;
    asked: JsonOrNull<NonNullable<AlarmRow['asked']>>;
  };
  tracking_alarm_entry: Omit<EntryRow, 'text'> & { id: Generated<number>; text: Json<EntryRow['text']> };
  tracking_clock_event: { alarm: number; code: string; seq: number; event: Json<ClockEvent> };
}
