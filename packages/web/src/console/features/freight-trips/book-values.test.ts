import { NewTrip } from '@opentocc/contract';
import { describe, expect, it } from 'vitest';
import { type BookValues, newTripOf } from './book-values.ts';

const SLOT_MS = Date.parse('2026-11-28T14:00:00+08:00');
const VALUES: BookValues = {
  ...{ truck: 'T1', driver: 'D1', port: 'liantang', direction: 'in', day: '2026-11-28', site: 'S1' },
  ...{ return_port: 'huanggang', return_after_h: 6, goods: '电子产品', weight_kg: 8000, city: '440300' },
  ...{ wait: true, standby: false },
};

const HOUR_MS = 3_600_000;
const NOW_MS = SLOT_MS - 5 * HOUR_MS;
const tripOf = (more: Partial<BookValues> = {}, now_ms = NOW_MS) =>
  NewTrip.parse(newTripOf({ ...VALUES, ...more }, SLOT_MS, 'key-of-test', now_ms));
const inOrder = (times: readonly number[]) => [...times].sort((a, b) => a - b);

describe('what is filled in to book a trip', () => {
  it.each([1, 2, 6, 24])(
    'is a declaration that the interface takes, back after %d hours',
    (return_after_h) => {
      const trip = tripOf({ return_after_h });
      const [there, back] = trip.crossings;
      const [stop] = trip.stops;
      expect([there.direction, back.direction, back.port]).toEqual(['in', 'out', 'huanggang']);
      expect(there.at_ms).toBe(SLOT_MS + HOUR_MS / 2);
      const times = [there.at_ms, stop.from_ms, stop.to_ms, back.at_ms];
      expect(times).toEqual(inOrder(times));
    },
  );

  it.each([5 * HOUR_MS, HOUR_MS, 60_000, -50 * 60_000])(
    'of a truck that sets out in the city puts its site before the crossing and not into the past, %d ms before the slot',
    (before_ms) => {
      const now_ms = SLOT_MS - before_ms;
      const { crossings, stops } = tripOf({ direction: 'out' }, now_ms);
      const times = [now_ms, stops[0].from_ms, stops[0].to_ms, crossings[0].at_ms, crossings[1].at_ms];
      expect(times).toEqual(inOrder(times));
      expect(stops[0].to_ms).toBeGreaterThan(stops[0].from_ms);
    },
  );

  it('crosses within what is left of a slot that has begun', () => {
    const now_ms = SLOT_MS + 40 * 60_000;
    expect(tripOf({}, now_ms).crossings[0].at_ms).toBe(SLOT_MS + 50 * 60_000);
  });

  it('names the designated route, where one was chosen', () => {
    expect(tripOf({ route: 'R-7' }).route).toBe('R-7');
    expect(tripOf().route).toBeNull();
  });

  it('names dangerous goods by both numbers or not at all', () => {
    expect(tripOf({ un: '1263', slip: 'YD0001' }).goods.hazmat).toEqual({ un: '1263', slip: 'YD0001' });
    expect(tripOf({ un: '1263' }).goods.hazmat).toBeNull();
  });
});
