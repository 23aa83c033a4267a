import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarmWords } from './alarm-words.ts';
import { declaredAgainstDriven, drivenOf } from './declared-driven.ts';
import type { FreightMap } from './freight-map.ts';
import { ALARM_KINDS } from './state.ts';
import { back, into, MAP, PLAN, place, START_MS, TestDrive, TUNNEL, watching } from './test-drive.ts';

const MINUTE_MS = 60_000;
/** Errors that repeat themselves on every machine: −1 to 1. */
const noise = (n: number) => Math.sin(n * 12.9898) * 0.7 + Math.sin(n * 0.21) * 0.3;

describe('a trip as it was declared', () => {
  it('goes through its stages without an alarm', () => {
    const trip = back(into(12).stand(60));
    expect(trip.kinds).toEqual([]);
    expect(trip.stages).toEqual(['to_port', 'at_port', 'across', 'at_port_back', 'returning', 'over']);
    expect(trip.state.crossings.map(({ port, direction, seen }) => [port, direction, seen])).toEqual([
      ['huanggang', 'in', true],
      ['huanggang', 'out', true],
    ]);
    expect(trip.state.stays.map(({ code }) => code)).toEqual(['S1']);
  });

  it('of the city is over when the truck is home again', () => {
    const plan = { ...PLAN, direction: 'out' } as const;
    const trip = new TestDrive(place(12), plan)
      .stand(5)
      .drive({ to: place(0) })
      .seen('huanggang', 'port', 'out');
    trip
      .drive({ to: place(-3) })
      .stand(40)
      .drive({ to: place(0) })
      .seen('huanggang', 'port', 'in');
    trip.drive({ to: place(12) }).stand(5);
    expect(trip.stages).toEqual(['to_port', 'at_port', 'across', 'at_port_back', 'returning', 'over']);
    expect(trip.kinds).toEqual([]);
  });

  it('stands beside what was driven', () => {
    const at_ms = START_MS + 6 * MINUTE_MS;
    const declared = {
      ...{
        at_ms: START_MS,
        entries_before: 0,
        mode: 'direct' as const,
        bookings: [],
        route: null,
        documents: [],
      },
      crossings: [{ port: 'huanggang', direction: 'in', at_ms }],
      stops: [
        { kind: 'site', code: 'S1', from_ms: at_ms, to_ms: at_ms + MINUTE_MS },
        { kind: 'site', code: 'S9', from_ms: at_ms + 600 * MINUTE_MS, to_ms: at_ms + 601 * MINUTE_MS },
      ],
    } as const;
    const trip = back(into(12).stand(30));
    const lines = declaredAgainstDriven({ declared }, trip.state).map((line) => [
      line.what,
      line.declared !== null,
      line.driven !== null,
      line.late_min,
    ]);
    expect(lines).toEqual([
      ['crossing', true, true, -3],
      ['stop', true, true, expect.any(Number)],
      ['crossing', false, true, null],
      ['stop', true, false, null],
    ]);
    expect(drivenOf(trip.state)).toMatchObject({ over: true, off_route: [] });
  });
});

describe('what must not alarm', () => {
  it('positions that wander by up to 45 m, driving and standing', () => {
    const trip = new TestDrive(place(-3));
    trip.error = (n) => [45 * noise(n), 45 * noise(n + 1000)];
    trip
      .drive({ to: place(0) })
      .seen('huanggang', 'port', 'in')
      .drive({ to: place(12) })
      .stand(90);
    expect(back(trip).kinds).toEqual([]);
  });

  it('single positions that stray by 600 m, and by 20 km', () => {
    for (const metres of [600, 20_000]) {
      const trip = new TestDrive(place(-3));
      trip.error = (n) => (n % 15 === 7 ? [metres, 0] : [0, 0]);
      trip
        .drive({ to: place(0) })
        .seen('huanggang', 'port', 'in')
        .drive({ to: place(12) })
        .stand(60);
      expect(back(trip).kinds).toEqual([]);
    }
  });

  it('a tunnel of 4 km without a fix, and one in which the receiver repeats its position', () => {
    expect(
      into(3)
        .drive({ to: place(7), kmh: 80 }, true)
        .drive({ to: place(12) }).kinds,
    ).toEqual([]);
    const trip = into(3);
    for (let i = 0; i < 12; i++) {
      trip.now_ms += 15_000;
      trip.fix(80);
    }
    trip.at = place(7);
    expect(trip.drive({ to: place(12) }).kinds).toEqual([]);
  });

  it('a tunnel through which it takes longer than silence may last elsewhere', () => {
    const drive = (map: FreightMap) =>
      into(3.8, PLAN, map)
        .drive({ to: place(8.2), kmh: 30 }, true)
        .drive({ to: place(12) }).kinds;
    expect(drive(TUNNEL)).toEqual([]);
    expect(drive(MAP)).toEqual(['silent']);
  });

  it('gaps of three minutes, driving and standing', () => {
    const trip = into(3)
      .drive({ to: place(4.5), kmh: 30 }, true)
      .drive({ to: place(5) })
      .wait(3)
      .stand(2);
    expect(trip.drive({ to: place(12) }).kinds).toEqual([]);
  });

  it('creeping traffic, and a short stop beside the road', () => {
    expect(into(3).drive({ to: place(4.2), kmh: 3 }).kinds).toEqual([]);
    expect(
      into(3)
        .stand(14)
        .drive({ to: place(12) }).kinds,
    ).toEqual([]);
  });

  it('standing in a service area and in the queue of the port for an hour', () => {
    expect(
      into(8)
        .stand(60)
        .drive({ to: place(0.3) })
        .stand(60).kinds,
    ).toEqual([]);
  });

  it('driving past another site', () => {
    expect(into(12, { ...PLAN, stops: [...PLAN.stops] }).kinds).toEqual([]);
  });
});

describe('a receiver that repeats a stray position while it drives', () => {
  it('is neither off its route nor standing, nor has it jumped', () => {
    const trip = into(4);
    trip.at = place(4, 300);
    for (let i = 0; i < 70; i++) {
      trip.now_ms += 15_000;
      trip.fix(70);
    }
    trip.at = place(7);
    expect(trip.drive({ to: place(12) }).kinds).toEqual([]);
  });
});

describe('departure from the route', () => {
  it('is an alarm while it lasts, with the fix where it began', () => {
    const trip = into(4)
      .drive({ to: place(4, 800) })
      .drive({ to: place(6, 800) });
    expect(trip.kinds).toEqual(['off_route']);
    const [alarm] = trip.raised;
    expect(alarm.fixes.map(({ at_ms }) => at_ms)).toContain(alarm.began_ms);
    expect(alarm.fixes.length).toBeGreaterThan(3);
    trip.drive({ to: place(6) }).drive({ to: place(7) });
    expect(trip.events.filter(({ kind }) => kind === 'ended')).toHaveLength(1);
    expect(trip.state.off_route).toHaveLength(1);
  });

  it('by a road 80 m beside it is certain after minutes, at 45 m it is none', () => {
    const beside = (metres: number) =>
      into(4)
        .drive({ to: place(4, metres) })
        .drive({ to: place(9, metres), kmh: 40 });
    expect(beside(80).kinds).toEqual(['off_route']);
    expect(beside(45).kinds).toEqual([]);
  });

  it('does not end between 40 and 50 m', () => {
    const trip = into(4)
      .drive({ to: place(4, 800) })
      .drive({ to: place(6, 800) })
      .drive({ to: place(6, 45) });
    trip.drive({ to: place(7.5, 45) });
    expect(trip.events.filter(({ kind }) => kind === 'ended')).toEqual([]);
  });
});

describe('a stay where it may not stand', () => {
  it('is followed up in stages, each once, and ends when it leaves', () => {
    const trip = into(3).stand(16);
    expect(trip.kinds).toEqual(['long_stay 0']);
    trip.stand(10);
    expect(trip.kinds).toEqual(['long_stay 0']);
    trip.stand(6);
    expect(trip.kinds).toEqual(['long_stay 0', 'long_stay 1']);
    expect(trip.raised.map(({ facts }) => facts.means)).toEqual(['sms', 'call']);
    trip.drive({ to: place(5) });
    expect(trip.events.at(-1)).toMatchObject({ kind: 'ended', alarm: { kind: 'long_stay' } });
    expect(trip.state.stays.at(-1)).toMatchObject({ kind: null, code: null });
  });

  it('is one at a site that was not declared', () => {
    const trip = into(6)
      .drive({ to: place(6, 300) })
      .stand(16);
    expect(trip.kinds).toContain('long_stay 0');
    expect(trip.raised.at(-1)?.facts.where).toBe('S2');
  });

  it('is found though positions wander', () => {
    const trip = into(3);
    trip.error = (n) => [50 * noise(n), 50 * noise(n + 500)];
    expect(trip.stand(17).kinds).toEqual(['long_stay 0']);
  });
});

describe('ports', () => {
  it('another one than declared, as the port says', () => {
    const trip = new TestDrive(place(-3, 6000)).drive({ to: place(0, 6000) }).seen('liantang', 'port', 'in');
    expect(trip.kinds).toEqual(['wrong_port']);
    expect(trip.raised[0].facts).toMatchObject({ declared: 'huanggang', crossed: 'liantang' });
  });

  it('are known also when no port says so: from fixes on both sides, after silence, and from the first fix on', () => {
    const known = (trip: TestDrive) => trip.state.crossings.map(({ port, seen }) => [port, seen]);
    expect(known(new TestDrive(place(-3)).drive({ to: place(4) }))).toEqual([['huanggang', false]]);
    const silent = new TestDrive(place(-3)).drive({ to: place(-1) }).drive({ to: place(4) }, true);
    expect(known(silent.drive({ to: place(5) }))).toEqual([['huanggang', false]]);
    expect(known(new TestDrive(place(2)).drive({ to: place(4) }))).toEqual([['huanggang', false]]);
    const other = new TestDrive(place(-3, 6000), watching({ route: null })).drive({ to: place(4, 6000) });
    expect([known(other), other.kinds]).toEqual([[['liantang', false]], ['wrong_port']]);
  });

  it('what a port says late takes the place of what was inferred', () => {
    const trip = new TestDrive(place(-3)).drive({ to: place(4) }).seen('huanggang', 'port', 'in');
    expect(trip.state.crossings).toMatchObject([{ port: 'huanggang', seen: true }]);
  });
});

describe('the driver', () => {
  /** Up and down between 1 and 7 km for some minutes. */
  const drives = (trip: TestDrive, minutes: number) => {
    const until_ms = trip.now_ms + minutes * MINUTE_MS;
    while (trip.now_ms < until_ms) trip.drive({ to: place(7) }).drive({ to: place(1) });
    return trip;
  };

  it('is tired after four hours without a rest of 20 minutes', () => {
    expect(drives(into(1), 220).kinds).toEqual([]);
    expect(drives(into(1), 246).kinds).toEqual(['fatigue']);
    const short = drives(
      drives(into(1), 200)
        .drive({ to: place(8) })
        .stand(15),
      40,
    );
    expect(short.kinds).toEqual(['fatigue']);
    const long = drives(
      drives(into(1), 200)
        .drive({ to: place(8) })
        .stand(21),
      200,
    );
    expect(long.kinds).toEqual([]);
  });

  it('has not rested who drove on unheard between two short stands', () => {
    const trip = drives(into(1), 200)
      .drive({ to: place(1) })
      .stand(2)
      .drive({ to: place(12), kmh: 36 }, true)
      .stand(4);
    expect(drives(trip, 40).kinds).toContain('fatigue');
  });

  it('is too fast by the road, or by the class of the truck', () => {
    expect(into(3).drive({ to: place(5), kmh: 86 }).kinds).toEqual([]);
    expect(into(3).drive({ to: place(5), kmh: 95 }).kinds).toEqual(['speeding']);
    const noRoute = watching({ route: null });
    expect(into(3, { ...noRoute, route: null }).drive({ to: place(6), kmh: 105 }).kinds).toEqual([]);
    expect(into(3, { ...noRoute, route: null }).drive({ to: place(6), kmh: 115 }).kinds).toEqual([
      'speeding',
    ]);
    expect(
      into(3, { ...noRoute, route: null, class: 'hazmat' }).drive({ to: place(6), kmh: 95 }).kinds,
    ).toEqual(['speeding']);
  });
});

describe('the end', () => {
  it('without having stood at its site but at lights', () => {
    const stood = (minutes: number) =>
      back(
        into(11.7)
          .drive({ to: place(12), kmh: 8 })
          .stand(minutes)
          .drive({ to: place(11.7), kmh: 8 }),
      ).kinds;
    expect(stood(0.75)).toEqual(['missed_stop']);
    expect(stood(3)).toEqual([]);
  });

  it('without having been at its site', () => {
    const trip = back(into(7));
    expect(trip.kinds).toEqual(['missed_stop']);
    expect(trip.raised[0].facts.missed).toBe('S1');
    expect(
      back(
        into(7)
          .drive({ to: place(12) })
          .seen('S1', 'gate'),
      ).kinds,
    ).toEqual([]);
  });

  it('that does not come in time', () => {
    const return_by_ms = START_MS + 30 * MINUTE_MS;
    const trip = into(12, watching({ return_by_ms })).stand(30);
    expect(trip.kinds).toEqual(['overdue']);
    expect(trip.raised[0].began_ms).toBe(return_by_ms);
    expect(back(trip).state.open.overdue).toBeUndefined();
  });

  it('by decision ends what stands open, and nothing is followed any more', () => {
    const trip = into(3).stand(16).end();
    expect(trip.state.open.long_stay).toBeUndefined();
    // It was called off before it came to its site.
    expect(trip.kinds).toEqual(['long_stay 0']);
    const before = trip.events.length;
    trip.stand(60).wait(60);
    expect(trip.events).toHaveLength(before);
  });
});

it('every kind of alarm has a sentence in both languages with its values', () => {
  for (const kind of ALARM_KINDS) {
    const alarm = {
      kind,
      stage: 0,
      began_ms: START_MS,
      raised_ms: START_MS,
      facts: { minutes: 17 },
      fixes: [],
    };
    const { zh, en } = alarmWords(alarm);
    expect(zh).toMatch(/[一-鿿]/);
    expect(en).not.toMatch(/[一-鿿]/);
  }
  expect(alarmWords(into(3).stand(16).raised[0])).toEqual({
    zh: '2026-03-02 23:06 起在未备案地点停留 15 分钟：短信',
    en: 'Standing since 2026-03-02 23:06 at no place on the lists, for 15 min: SMS',
  });
});

it('a restart at any fix changes nothing', () => {
  const legs = fc.array(
    fc.record({
      to: fc.tuple(fc.integer({ min: -30, max: 120 }), fc.integer({ min: -900, max: 900 })),
      kmh: fc.integer({ min: 3, max: 110 }),
      stand: fc.integer({ min: 0, max: 20 }),
      silent: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(legs, (drawn) => {
      const [whole, restarted] = [new TestDrive(place(-3)), new TestDrive(place(-3))];
      for (const { to, kmh, stand, silent } of drawn)
        for (const trip of [whole, restarted]) {
          trip.drive({ to: place(to[0] / 10, to[1]), kmh }, silent).stand(stand);
          if (trip === restarted) trip.restart();
        }
      expect(restarted.events).toEqual(whole.events);
      expect(JSON.parse(JSON.stringify(restarted.state))).toEqual(JSON.parse(JSON.stringify(whole.state)));
    }),
    { numRuns: 60 },
  );
});
