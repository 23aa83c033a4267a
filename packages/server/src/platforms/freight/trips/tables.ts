import type { Generated, JSONColumnType } from 'kysely';
import type { CapacityRow, DoubleUseRow, EventRow, LinkRow, PermitRow, TripRow, UseRow } from './model.ts';

type Json<T> = JSONColumnType<T & object, string, string>;
type JsonColumns = 'drivers' | 'goods' | 'trip' | 'slot' | 'reasons' | 'cause';

/** Tables of the module, as its store sees them. */
export interface Tables {
  trips_trip: Omit<TripRow, JsonColumns> & {
    drivers: Json<TripRow['drivers']>;
    goods: Json<TripRow['goods']>;
    trip: Json<TripRow['trip']>;
    slot: Json<NonNullable<TripRow['slot']>> | null;
    reasons: Json<TripRow['reasons']>;
    cause: Json<NonNullable<TripRow['cause']>> | null;
  };
  trips_event: Omit<EventRow, 'text'> & { text: Json<EventRow['text']> };
  trips_permit: Omit<PermitRow, 'content' | 'cause'> & {
    content: Json<PermitRow['content']>;
    cause: Json<NonNullable<PermitRow['cause']>> | null;
  };
  trips_permit_use: UseRow;
  trips_double_use: Omit<DoubleUseRow, 'id' | 'text'> & {
    id: Generated<number>;
    text: Json<DoubleUseRow['text']>;
  };
  trips_link: LinkRow;
  trips_capacity: Omit<CapacityRow, 'per_hour' | 'source'> & {
    per_hour: Json<CapacityRow['per_hour']>;
    source: Json<CapacityRow['source']>;
  };
}
