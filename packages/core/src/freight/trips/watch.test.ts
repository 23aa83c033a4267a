import { describe, expect, it } from 'vitest';
import { dayOf, FIRST_REGIMES } from '../regimes/index.ts';
import { at, tripAt } from '../regimes/test-trips.ts';
import { NOTHING_WATCHED, watchOf } from './watch.ts';

describe('what is watched of a trip', () => {
  it('is nothing by normal management', () => {
    expect(watchOf(tripAt('2026-03-02 09:00'), FIRST_REGIMES)).toEqual(NOTHING_WATCHED);
    expect(watchOf(tripAt('2019-03-02 09:00'), FIRST_REGIMES)).toEqual(NOTHING_WATCHED);
  });

  it('by three points: stays at declared places, in stages', () => {
    expect(watchOf(tripAt('2022-02-20 09:00'), FIRST_REGIMES)).toEqual({
      ...NOTHING_WATCHED,
      stays: {
        at: ['port', 'site', 'lodging', 'service'],
        declared_only: true,
        stages: [
          { after_min: 15, means: 'sms' },
          { after_min: 30, means: 'call' },
          { after_min: 60, means: 'visit' },
        ],
      },
    });
  });

  it('by fixed routes: the route to seven cities, and the declared ports', () => {
    expect(watchOf(tripAt('2022-03-05 09:00'), FIRST_REGIMES)).toMatchObject({
      route: { out_m: 50, in_m: 40 },
      ports: true,
    });
    const toShenzhen = { destination: { city: '440300', street: null } };
    expect(watchOf(tripAt('2022-03-05 09:00', toShenzhen), FIRST_REGIMES).route).toBeNull();
  });

  it('by point to point: back before midnight, or a night at a declared lodging later', () => {
    expect(watchOf(tripAt('2022-12-20 09:00'), FIRST_REGIMES).return_by_ms).toBe(dayOf('2022-12-21'));
    const stops = [
      { kind: 'lodging', code: 'L1', from_ms: at('2022-12-20 22:00'), to_ms: at('2022-12-21 07:00') },
    ] as const;
    expect(watchOf(tripAt('2022-12-20 09:00', { declared: { stops } }), FIRST_REGIMES).return_by_ms).toBe(
      dayOf('2022-12-22'),
    );
  });

  it('of two regimes is what obeys both: the earlier stages, and places that both permit', () => {
    const regimes = FIRST_REGIMES.regimes.map((regime) =>
      regime.code === 'three-points'
        ? { ...regime, streets: ['440307001'], from_ms: 0, to_ms: null }
        : regime,
    );
    const late = regimes.map((regime) =>
      regime.code !== 'fixed-routes'
        ? regime
        : {
            ...regime,
            rules: regime.rules.map((rule) =>
              rule.kind === 'stays'
                ? { ...rule, stages: [{ after_min: 90, means: 'visit' as const }] }
                : rule,
            ),
          },
    );
    const toPinghu = { destination: { city: '440300', street: '440307001' } };
    const { stays } = watchOf(tripAt('2022-03-05 09:00', toPinghu), { ...FIRST_REGIMES, regimes: late });
    expect(stays?.at).toEqual(['port', 'site', 'lodging', 'service']);
    expect(stays?.stages[0].after_min).toBe(15);
  });
});
