import type { DayKind } from '../city-life/index.ts';
import { TRIP_PURPOSES, type TripPurpose } from './model.ts';

/**
 * When and how much the city drives. Assumed, 2026-11-27, after the shape of Shenzhen's household travel surveys: two tides
 * on weekdays, of which the evening is the longer; one hump at weekends and on holidays.
 */
interface Profile {
  /** Trips against those of all purposes on a weekday. */
  readonly share: number;
  /** By half hour from 00:00, in any unit. */
  readonly by_half_hour: readonly number[];
}

const profile = (share: number, halfHours: string): Profile => ({
  share,
  by_half_hour: halfHours.split(' ').map(Number),
});

const WEEKDAY: Readonly<Record<TripPurpose, Profile>> = {
  'to-work': profile(
    0.27,
    '1 1 0 0 0 0 0 0 1 2 5 12 30 62 94 100 84 58 34 20 12 8 6 6 8 14 14 8 5 4 3 3 3 3 3 3 3 2 2 2 2 1 1 1 1 1 1 1',
  ),
  'from-work': profile(
    0.28,
    '4 2 1 1 0 0 0 0 0 0 0 1 2 3 3 3 3 4 4 5 6 10 14 10 6 5 5 6 8 10 14 22 36 58 86 100 92 76 60 48 42 38 34 28 20 14 9 6',
  ),
  errand: profile(
    0.33,
    '10 7 5 4 3 2 2 2 3 4 6 12 22 36 50 58 62 66 70 72 72 70 66 62 60 64 70 74 76 76 76 78 82 88 90 88 82 78 74 70 64 56 48 40 32 26 19 14',
  ),
  hub: profile(
    0.06,
    '24 16 10 8 6 6 8 12 22 34 48 60 70 80 84 86 86 84 82 80 80 78 76 76 76 78 80 80 80 82 84 86 90 92 92 90 86 82 80 76 72 68 62 56 50 44 38 30',
  ),
  freight: profile(
    0.06,
    '40 36 34 32 30 30 32 34 38 42 46 50 46 36 28 26 30 44 60 72 80 84 82 74 66 70 78 84 86 84 80 74 62 46 34 32 36 44 54 60 62 62 60 58 54 50 46 42',
  ),
};

const LEISURE =
  '14 10 7 5 4 3 2 2 3 4 6 9 14 20 28 38 48 58 68 76 82 84 80 76 74 76 82 88 92 94 92 90 92 96 98 94 86 80 76 72 68 62 54 46 38 30 22 16';

const WEEKEND: Readonly<Record<TripPurpose, Profile>> = {
  'to-work': { ...WEEKDAY['to-work'], share: 0.07 },
  'from-work': { ...WEEKDAY['from-work'], share: 0.07 },
  errand: profile(0.56, LEISURE),
  hub: { ...WEEKDAY.hub, share: 0.07 },
  freight: { ...WEEKDAY.freight, share: 0.04 },
};

const HOLIDAY: Readonly<Record<TripPurpose, Profile>> = {
  'to-work': { ...WEEKDAY['to-work'], share: 0.03 },
  'from-work': { ...WEEKDAY['from-work'], share: 0.03 },
  errand: profile(0.5, LEISURE),
  hub: { ...WEEKDAY.hub, share: 0.1 },
  freight: { ...WEEKDAY.freight, share: 0.02 },
};

const BY_KIND: Readonly<Record<DayKind, typeof WEEKDAY>> = {
  weekday: WEEKDAY,
  weekend: WEEKEND,
  holiday: HOLIDAY,
};

/**
 * Expected trips of a purpose in a quarter of an hour, for one trip of a whole weekday.
 * @param quarter of the calendar day, 0–95
 */
export function tripShare(kind: DayKind, purpose: number, quarter: number): number {
  const { share, by_half_hour } = BY_KIND[kind][TRIP_PURPOSES[purpose]];
  const whole = by_half_hour.reduce((sum, value) => sum + value, 0);
  const here = quarter / 2 - 0.25;
  const slot = Math.floor(here);
  const at = (i: number) => by_half_hour[(i + 48) % 48];
  return (share / whole / 2) * (at(slot) + (at(slot + 1) - at(slot)) * (here - slot));
}
