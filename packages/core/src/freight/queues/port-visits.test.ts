import { expect, test } from 'vitest';
import { type PortArea, type PortVisitEvent, PortVisits } from './port-visits.ts';

const BAY: PortArea = {
  ...{ code: 'bay', lon: 113.95, lat: 22.5, approach_m: 1500, beyond_m: 250, abroad_deg: 180 },
};
const START_MS = Date.parse('2026-11-28T08:00:00+08:00');
const north = (m: number) => BAY.lat + m / 110_574;

/** A drive as "minute metres-north km/h", one position each. */
function drive(visits: PortVisits, text: string, truck = 't'): PortVisitEvent[] {
  return text.split(',').flatMap((one) => {
    const [minute, m, speed_kmh] = one.trim().split(' ').map(Number);
    const at_ms = START_MS + minute * 60_000;
    return visits.takeFix({ truck, class: 'lorry', at_ms, lon: BAY.lon, lat: north(m), speed_kmh });
  });
}
const minutesOf = (events: readonly PortVisitEvent[]) =>
  events.flatMap((event) =>
    event.kind === 'ended'
      ? [`${event.visit.direction} ${event.end} after ${(event.at_ms - event.visit.entered_ms) / 60_000} min`]
      : [],
  );

test('a truck that comes from the city, waits and is seen on the other side went out', () => {
  const events = drive(
    new PortVisits([BAY]),
    '0 2500 50, 2 1400 40, 4 300 3, 30 20 0, 34 -300 40, 35 -900 50',
  );
  expect(minutesOf(events)).toEqual(['out crossed after 32 min']);
});

test('a truck that comes from abroad goes in', () => {
  const events = drive(
    new PortVisits([BAY]),
    '0 -2500 50, 2 -1400 40, 20 0 0, 24 300 40, 25 900 50, 27 2000 50',
  );
  expect(minutesOf(events)).toEqual(['in crossed after 22 min']);
});

test('a lane tells the instant, and the way out of the area is no new visit', () => {
  const visits = new PortVisits([BAY]);
  drive(visits, '0 2500 50, 2 1400 40, 20 0 0');
  expect(minutesOf(visits.takeCrossing('t', 'bay', 'out', START_MS + 21 * 60_000))).toEqual([
    'out crossed after 19 min',
  ]);
  expect(drive(visits, '22 -300 40, 23 -1200 50, 25 -2500 50')).toEqual([]);
});

test('one that waited and turned round is distinguished from one that only drove by', () => {
  expect(
    minutesOf(drive(new PortVisits([BAY]), '0 2500 50, 2 1400 0, 6 1300 0, 9 1300 0, 12 1800 40')),
  ).toEqual(['out turned_away after 10 min']);
  expect(minutesOf(drive(new PortVisits([BAY]), '0 2500 50, 2 1400 60, 3 1450 60, 4 1900 60'))).toEqual([
    'out passed after 2 min',
  ]);
});

test('one that falls silent is ended where it was heard last', () => {
  const visits = new PortVisits([BAY]);
  drive(visits, '0 2500 50, 2 1400 40, 12 200 0');
  expect(visits.tick(START_MS + 50 * 60_000)).toEqual([]);
  expect(minutesOf(visits.tick(START_MS + 58 * 60_000))).toEqual(['out silent after 10 min']);
  expect(visits.open).toEqual([]);
});

test('whose entry was not seen is marked: it may have waited longer', () => {
  const [began] = drive(new PortVisits([BAY]), '0 200 0');
  expect(began.visit.entry_seen).toBe(false);
  const [late] = drive(new PortVisits([BAY]), '0 5000 0, 40 1300 0');
  expect(late.visit.entry_seen).toBe(false);
});

test('one stray position beyond the middle is no crossing, and a late one changes nothing', () => {
  const visits = new PortVisits([BAY]);
  expect(minutesOf(drive(visits, '0 2500 50, 2 1400 40, 4 -400 0, 5 900 3, 3 -500 0, 6 800 3'))).toEqual([]);
  expect(visits.open).toHaveLength(1);
});

test('visits that were open go on after a restart', () => {
  const before = new PortVisits([BAY]);
  drive(before, '0 2500 50, 2 1400 40, 12 200 0');
  const after = new PortVisits([BAY]);
  after.resume(before.open);
  expect(minutesOf(drive(after, '32 -300 40, 33 -900 50'))).toEqual(['out crossed after 30 min']);
});
