import { describe, expect, it } from 'vitest';
import type { FreightMap } from '../freight-map.ts';
import { into, MAP, PLAN, place, TestDrive, TUNNEL, tunnelMap, watching } from '../test-drive.ts';

const MINUTE_MS = 60_000;

describe('a receiver that repeats its place before a tunnel in traffic that creeps', () => {
  it('does not stand there', () => {
    const creeping = (map: FreightMap) => {
      const trip = into(3.9, PLAN, map);
      for (let i = 0; i < 70; i++) {
        trip.now_ms += 15_000;
        trip.fix(3.5);
      }
      return trip.kinds;
    };
    expect(creeping(TUNNEL)).toEqual([]);
    expect(creeping(MAP)).toEqual(['long_stay 0']);
  });
});

describe('a truck that vanishes in the port of its way home', () => {
  const vanished = () =>
    into(12)
      .stand(5)
      .drive({ to: place(0) })
      .stand(5)
      .wait(46);

  it('is taken to be across, and its trip to be over', () => {
    const trip = vanished();
    expect(trip.kinds).toEqual([]);
    expect(trip.state).toMatchObject({ stage: 'over', vanished: true });
    expect(trip.state.crossings.at(-1)).toMatchObject({ port: 'huanggang', direction: 'out', seen: false });
  });

  it('was silent when it is heard of in the city again, and is followed further', () => {
    const trip = vanished()
      .restart()
      .drive({ to: place(4) });
    expect(trip.kinds).toEqual(['silent']);
    expect(trip.state.crossings).toHaveLength(1);
    expect(trip.stand(16).kinds).toEqual(['silent', 'long_stay 0']);
  });

  it('may be seen by the port after all', () => {
    const trip = vanished().seen('huanggang', 'port', 'out');
    expect(trip.state.crossings.at(-1)).toMatchObject({ direction: 'out', seen: true });
    expect(trip.state.vanished).toBe(false);
  });

  it('on its way in is silent', () => {
    const trip = new TestDrive(place(-3))
      .drive({ to: place(0) })
      .seen('huanggang', 'port', 'in')
      .stand(1)
      .wait(47);
    expect(trip.kinds).toEqual(['silent']);
  });
});

describe('the terminal', () => {
  it('that is silent while it drives', () => {
    const trip = into(4).wait(5);
    expect(trip.kinds).toEqual([]);
    expect(trip.wait(2).kinds).toEqual(['silent']);
    trip.drive({ to: place(6) });
    expect(trip.events.at(-1)).toMatchObject({ kind: 'ended', alarm: { kind: 'silent' } });
  });

  it('may be silent for longer at its site, and abroad', () => {
    expect(into(12).stand(5).wait(25).kinds).toEqual([]);
    expect(into(12).stand(5).wait(32).kinds).toEqual(['silent']);
    expect(new TestDrive(place(-3)).drive({ to: place(-2) }).wait(60).kinds).toEqual([]);
  });

  it('that is off before a tunnel, and on again on the same side, was silent: known when it is heard of twice', () => {
    const trip = into(1, PLAN, TUNNEL).wait(9);
    expect(trip.kinds).toEqual([]);
    const from_ms = trip.now_ms - 9 * MINUTE_MS;
    expect(trip.drive({ to: place(1.25) }).kinds).toEqual([]);
    expect(trip.drive({ to: place(1.5) }).kinds).toEqual(['silent']);
    expect(trip.raised[0]).toMatchObject({ began_ms: from_ms, facts: { minutes: 9 } });
    expect(trip.drive({ to: place(2) }).kinds).toEqual(['silent']);
    expect(trip.state.open.silent).toBeUndefined();
  });

  it('through a tunnel may be silent before and behind it for as long as anywhere, not for longer', () => {
    const silent = (from_km: number, to_km: number) =>
      into(from_km, PLAN, TUNNEL)
        .drive({ to: place(to_km) }, true)
        .drive({ to: place(to_km + 0.5) }).kinds;
    expect(silent(2.2, 10)).toEqual([]);
    expect(silent(0.8, 11.3)).toEqual(['silent']);
  });

  it('is hidden by no tunnel beside the route on which it was before and after', () => {
    const silent = (plan: typeof PLAN) =>
      into(3, plan, tunnelMap(1000))
        .drive({ to: place(9), kmh: 40 }, true)
        .drive({ to: place(10) }).kinds;
    expect(silent(PLAN)).toEqual(['silent']);
    expect(silent({ ...watching({ route: null }), route: null })).toEqual([]);
  });

  it('whose first position behind a tunnel strays was not silent', () => {
    const trip = into(3.8, PLAN, TUNNEL).drive({ to: place(8.2), kmh: 30 }, true);
    trip.error = (n) =>
      trip.state.unheard === null && n > 0 && trip.at[1] < place(8.4)[1] ? [6000, 0] : [0, 0];
    expect(trip.drive({ to: place(8.3) }).kinds).toEqual([]);
    trip.error = () => [0, 0];
    expect(trip.drive({ to: place(12) }).kinds).toEqual([]);
  });

  it('that sends its positions afterwards from its memory was not silent', () => {
    const trip = into(1, PLAN, TUNNEL).wait(9);
    trip.now_ms -= 9 * MINUTE_MS;
    expect(trip.drive({ to: place(7), kmh: 40 }).kinds).toEqual([]);
  });

  it('that is silent behind a port that said nothing of it is in the city; off abroad it is none', () => {
    expect(
      new TestDrive(place(-3))
        .drive({ to: place(0) })
        .drive({ to: place(1) })
        .wait(7).kinds,
    ).toEqual(['silent']);
    const home = into(12)
      .stand(5)
      .drive({ to: place(0) })
      .drive({ to: place(-1) });
    expect(home.wait(60).kinds).toEqual([]);
  });

  it('that comes back farther away than a truck can drive in that time has jumped', () => {
    const far = (km: number) => {
      const trip = into(4).wait(10);
      trip.at = place(4, km * 1000);
      return trip.drive({ to: place(5, km * 1000) }).kinds;
    };
    expect(far(22)).toContain('jump');
    expect(far(17)).not.toContain('jump');
  });

  it('that jumps', () => {
    const trip = into(4);
    trip.at = place(20, 9000);
    trip.drive({ to: place(21, 9000) });
    expect(trip.kinds[0]).toBe('jump');
    expect(trip.raised[0].facts.distance_m).toBeGreaterThan(15_000);
    expect(trip.raised[0].fixes).toHaveLength(4);
  });

  it('that is another one than declared, or is not where its plate is', () => {
    const other = into(4);
    other.terminal = '013899999999';
    expect(other.drive({ to: place(5) }).kinds).toEqual(['swap']);
    const away = new TestDrive(place(-3))
      .drive({ to: place(-2) })
      .stand(1)
      .seen('liantang', 'port', 'in');
    expect(away.kinds).toContain('swap');
    expect(into(9).seen('S2', 'gate').kinds).toEqual([]);
    expect(into(9).seen('S2', 'gate').stand(1).seen('S2', 'gate').kinds).toEqual(['swap']);
  });
});
