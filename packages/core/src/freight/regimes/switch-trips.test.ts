import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_REGIMES } from './first/index.ts';
import { judge } from './judge.ts';
import type { Regime, RegimeBook } from './regime.ts';
import { switchTrips } from './switch-trips.ts';
import { at, tripAt } from './test-trips.ts';
import { FREIGHT_CLASSES, type FreightTrip } from './trip.ts';

const HOUR_MS = 3_600_000;
const begins = (code: string, version = 1): number =>
  FIRST_REGIMES.regimes.find((one) => one.code === code && one.version === version)?.from_ms ?? Number.NaN;
const crossed = (text: string, more: Parameters<typeof tripAt>[1] = {}) =>
  tripAt(text, { driven: { crossings: [{ port: 'huanggang', direction: 'in', at_ms: at(text) }] }, ...more });

describe('from emergency to normal (战转平)', () => {
  const switch_ms = begins('normal', 2);

  it('a trip under way has done with the rules that ended, and an end of its own', () => {
    const trip = crossed('2023-01-07 20:00', { declared: { at_ms: null } });
    expect(judge(trip, FIRST_REGIMES).outcome).toBe('suspend');
    const [settled] = switchTrips([{ trip, stage: 'under_way' }], FIRST_REGIMES, switch_ms);
    expect(settled).toMatchObject({ how: 'changes', ends_by_ms: switch_ms + 72 * HOUR_MS });
    expect(settled.before).toEqual([{ code: 'point-to-point', version: 1 }]);
    expect(settled.after).toEqual([{ code: 'normal', version: 2 }]);
    expect(settled.judgement.outcome).toBe('clear');
  });
});

describe('from normal to emergency (平转战)', () => {
  const switch_ms = begins('three-points');

  it('a trip under way is driven to its end by the rules by which it began', () => {
    const trip = crossed('2022-02-16 20:00', { declared: { at_ms: null } });
    const [settled] = switchTrips([{ trip, stage: 'under_way' }], FIRST_REGIMES, switch_ms);
    expect(settled).toMatchObject({ how: 'finishes', ends_by_ms: switch_ms + 24 * HOUR_MS });
    expect(settled.judgement).toMatchObject({ outcome: 'clear', regimes: [{ code: 'normal', version: 1 }] });
  });

  it('a planned one is judged again, and called off with its reasons where it is refused', () => {
    const planned = (declared_ms: number | null) =>
      switchTrips(
        [{ trip: tripAt('2022-02-17 09:00', { declared: { at_ms: declared_ms } }), stage: 'planned' }],
        FIRST_REGIMES,
        switch_ms,
      )[0];
    expect(planned(at('2022-02-16 09:00')).how).toBe('rejudged');
    const refused = planned(null);
    expect(refused).toMatchObject({ how: 'cancelled', ends_by_ms: switch_ms });
    expect(refused.judgement.reasons[0]).toMatchObject({
      code: 'three-points',
      rule: 'declared',
      breach: 'undeclared',
    });
  });
});

it('where nothing changes for a trip, it goes on as it was', () => {
  const trip = crossed('2021-02-09 20:00');
  const [settled] = switchTrips([{ trip, stage: 'under_way' }], FIRST_REGIMES, begins('pinghu-relay'));
  expect(settled.how).toBe('unaffected');
  const toPinghu = { ...trip, destination: { city: '440300', street: '440307001' } };
  expect(
    switchTrips([{ trip: toPinghu, stage: 'under_way' }], FIRST_REGIMES, begins('pinghu-relay'))[0].how,
  ).toBe('finishes');
});

/** Two regimes of the city after each other with clauses of any sort, and one of a street in between or not. */
const books = fc
  .record({
    first: fc.constantFrom(...FIRST_REGIMES.regimes.filter(({ streets }) => streets.length === 0)),
    second: fc.constantFrom(...FIRST_REGIMES.regimes.filter(({ streets }) => streets.length === 0)),
    planned: fc.constantFrom('rejudge' as const, 'cancel' as const),
    under_way: fc.constantFrom('finish' as const, 'change' as const),
    grace_min: fc.integer({ min: 0, max: 10_000 }),
    street: fc.boolean(),
  })
  .map(({ first, second, street, ...opening }): RegimeBook => {
    const between = at('2026-05-01 00:00');
    const pinghu = FIRST_REGIMES.regimes.filter(({ streets }) => street && streets.length > 0);
    const regimes: Regime[] = [
      { ...first, code: 'first', from_ms: 0, to_ms: between },
      { ...second, code: 'second', from_ms: between, to_ms: null, opening },
      ...pinghu.map((one) => ({ ...one, from_ms: 0, to_ms: between })),
    ];
    return { regimes, ports: FIRST_REGIMES.ports };
  });

const openTrips = fc.record({
  trip: fc
    .record({
      hours: fc.integer({ min: -200, max: 200 }),
      vehicle: fc.constantFrom(...FREIGHT_CLASSES),
      mode: fc.constantFrom('direct' as const, 'relayed' as const),
      declared: fc.boolean(),
      timed: fc.boolean(),
      crossed: fc.boolean(),
      street: fc.constantFrom(null, '440307001'),
    })
    .map((drawn): FreightTrip => {
      const trip = tripAt('2026-05-01 00:00');
      const shift = (ms: number) => ms + drawn.hours * HOUR_MS;
      const crossings = trip.declared.crossings.map((one) => ({ ...one, at_ms: shift(one.at_ms) }));
      return {
        ...{ ...trip, class: drawn.vehicle, destination: { city: '440300', street: drawn.street } },
        declared: {
          ...{ ...trip.declared, mode: drawn.mode, crossings: drawn.timed ? crossings : [] },
          at_ms: drawn.declared ? shift(trip.declared.crossings[0].at_ms) - HOUR_MS : null,
        },
        driven: { ...trip.driven, crossings: drawn.crossed && drawn.hours < 0 ? crossings.slice(0, 1) : [] },
      };
    }),
  stage: fc.constantFrom('planned' as const, 'under_way' as const),
});

it('no switch leaves an open trip without rules, without an end, or under rules that are over', () => {
  const at_ms = at('2026-05-01 00:00');
  fc.assert(
    fc.property(books, fc.array(openTrips, { minLength: 1, maxLength: 20 }), (book, open) => {
      const settled = switchTrips(open, book, at_ms);
      expect(settled).toHaveLength(open.length);
      for (const one of settled) {
        expect(one.ends_by_ms).toBeGreaterThanOrEqual(at_ms);
        expect(one.ends_by_ms).toBeLessThan(at_ms + 30 * 24 * HOUR_MS);
        expect(one.judgement.outcome).not.toBe('unjudged');
        const byOld = one.judgement.regimes.some(({ code }) => code !== 'second');
        if (byOld) expect(['finishes', 'unaffected']).toContain(one.how);
        if (one.how === 'changes' || one.how === 'rejudged')
          expect(one.judgement.reasons.every(({ code }) => code === 'second')).toBe(true);
        // Settled once, it stands: the same switch finds the same end by the same rules.
        expect(judge(one.next, book)).toEqual(one.judgement);
      }
    }),
    { numRuns: 300 },
  );
});
