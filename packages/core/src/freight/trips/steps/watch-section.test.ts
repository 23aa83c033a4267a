import { describe, expect, it } from 'vitest';
import { alarmWords } from '../alarm-words.ts';
import { into, place, type TestDrive } from '../test-drive.ts';

describe('speed where no fix tells it', () => {
  /** Through three and a half kilometres with a limit of 80 without a fix, and on. */
  const through = (kmh: number, before_kmh = 60, trip = into(3)) =>
    trip.drive({ to: place(3.5), kmh: before_kmh }).drive({ to: place(7), kmh }, true);
  const on = (trip: TestDrive) => trip.drive({ to: place(9), kmh: 60 });

  it('is that of the way between two fixes', () => {
    // 3,750 m in 135 s between the fixes at the ends, less 100 m for their error.
    const trip = on(through(110));
    expect(trip.kinds).toEqual(['speeding']);
    expect(trip.raised[0].facts).toMatchObject({ limit_kmh: 80 });
    expect(Math.abs(Number(trip.raised[0].facts.mean_kmh) - 97)).toBeLessThanOrEqual(2);
    expect(alarmWords(trip.raised[0]).en).toContain('on average');
    expect(trip.state.open.speeding).toBeUndefined();
    expect(on(through(85)).kinds).toEqual([]);
  });

  it('is too high also where only one fix shows it, and the way without one took too short a time', () => {
    expect(on(through(80, 120)).kinds).toEqual(['speeding']);
    expect(on(through(60, 120)).kinds).toEqual([]);
    expect(on(through(80, 70)).kinds).toEqual([]);
  });

  it('is not that of a stray position', () => {
    const trip = through(75);
    trip.error = () => [0, 1500];
    trip.drive({ to: place(7.2) });
    trip.error = () => [0, 0];
    expect(on(trip).kinds).toEqual([]);
  });

  it('goes on over a stray position', () => {
    const trip = into(3).drive({ to: place(3.8), kmh: 96 });
    trip.error = () => [400, 0];
    trip.drive({ to: place(4.2), kmh: 96 });
    trip.error = () => [0, 0];
    expect(trip.drive({ to: place(4.6), kmh: 96 }).kinds).toEqual(['speeding']);
  });
});
