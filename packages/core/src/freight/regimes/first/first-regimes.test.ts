import { describe, expect, it } from 'vitest';
import { checkRegimes, FIRST_REGIMES, judge } from '../index.ts';
import { at, tripAt } from '../test-trips.ts';
import type { FreightTrip } from '../trip.ts';
import { PINGHU } from './pinghu.ts';

/** Outcome, and the rules that say so as "regime/rule: breach". */
function judged(trip: FreightTrip) {
  const { outcome, reasons } = judge(trip, FIRST_REGIMES);
  return [outcome, ...reasons.map((one) => `${one.code}@${one.version}/${one.rule}: ${one.breach}`)];
}
const toPinghu = { destination: { city: '440300', street: PINGHU } };
const toShenzhen = { destination: { city: '440300', street: null } };

it('the regimes on record and the ports have no fault', () => {
  expect(checkRegimes(FIRST_REGIMES)).toEqual([]);
});

it('every day since 2020 has exactly one regime of the city, and Pinghu a second one for a year', () => {
  expect(judge(tripAt('2020-01-01 00:00'), FIRST_REGIMES).regimes).toEqual([{ code: 'normal', version: 1 }]);
  expect(judge(tripAt('2019-12-31 23:59'), FIRST_REGIMES).outcome).toBe('unjudged');
  for (const [day, code, version] of [
    ['2022-02-16', 'normal', 1],
    ['2022-02-17', 'three-points', 1],
    ['2022-02-28', 'three-points', 1],
    ['2022-03-01', 'fixed-routes', 1],
    ['2022-12-11', 'fixed-routes', 1],
    ['2022-12-12', 'point-to-point', 1],
    ['2023-01-07', 'point-to-point', 1],
    ['2023-01-08', 'normal', 2],
    ['2026-11-28', 'normal', 3],
  ] as const)
    for (const time of ['00:00', '23:59'])
      expect(judge(tripAt(`${day} ${time}`), FIRST_REGIMES).regimes).toEqual([{ code, version }]);
  expect(judge(tripAt('2021-02-10 00:00', toPinghu), FIRST_REGIMES).regimes.map(({ code }) => code)).toEqual([
    'normal',
    'pinghu-relay',
  ]);
});

describe('2021-02-10, one street', () => {
  const relayed = (booked: boolean): FreightTrip => {
    const stop = {
      kind: 'transfer',
      code: 'X1',
      from_ms: at('2021-03-01 10:00'),
      to_ms: at('2021-03-01 11:00'),
    } as const;
    return tripAt('2021-03-01 09:00', {
      ...toPinghu,
      declared: {
        ...{ mode: 'relayed', stops: [stop], bookings: booked ? [{ ...stop, code: 'X1' }] : [] },
        documents: (['permit', 'licence', 'voucher'] as const).map((kind) => ({ kind, valid_to_ms: null })),
      },
    });
  };

  it('lets goods in that are relayed at a booked point with a voucher', () => {
    expect(judged(relayed(true))).toEqual(['clear']);
  });

  it('removes from the list whoever does not relay, does not book or has no voucher', () => {
    expect(judged(relayed(false))).toEqual(['remove', 'pinghu-relay@1/booked-point: point_unbooked']);
    expect(judged(tripAt('2021-03-01 09:00', toPinghu))).toEqual([
      'remove',
      'pinghu-relay@1/relayed: mode',
      'pinghu-relay@1/booked-point: point_none',
      'pinghu-relay@1/voucher: document_none',
    ]);
  });

  it('asks nothing of other streets', () => {
    expect(
      judged(tripAt('2021-03-01 09:00', { destination: { city: '440300', street: '440307002' } })),
    ).toEqual(['clear']);
  });
});

describe('2022-02-17, three points', () => {
  const stood = (minutes: number, kind: 'site' | 'service' | null, code: string | null) => {
    const from_ms = at('2022-02-20 11:00');
    return tripAt('2022-02-20 09:00', {
      driven: { stays: [{ kind, code, from_ms, to_ms: from_ms + minutes * 60_000 }] },
    });
  };

  it.each([
    [15, ['clear']],
    [16, ['alarm', 'three-points@1/stays: long_stay']],
    [31, ['alarm', 'three-points@1/stays: long_stay']],
    [61, ['suspend', 'three-points@1/stays: long_stay']],
  ])('a stay of %i min at no known place: %j', (minutes, expected) => {
    expect(judged(stood(minutes, null, null))).toEqual(expected);
  });

  it('says by which means the stage is followed up', () => {
    const meansAfter = (minutes: number) =>
      judge(stood(minutes, null, null), FIRST_REGIMES).reasons[0].text.en.split(': ')[1];
    expect([16, 31, 61].map(meansAfter)).toEqual(['SMS', 'call', 'visit']);
  });

  it('lets a truck stand at the declared site and at service areas, not at another site', () => {
    expect(judged(stood(200, 'site', 'S1'))).toEqual(['clear']);
    expect(judged(stood(200, 'service', 'V9'))).toEqual(['clear']);
    expect(judged(stood(200, 'site', 'S2'))[0]).toBe('suspend');
  });
});

describe('2022-03-01, fixed routes and points', () => {
  it('to seven cities asks for the designated route', () => {
    expect(judged(tripAt('2022-03-05 09:00'))).toEqual(['clear']);
    expect(judged(tripAt('2022-03-05 09:00', { declared: { route: null } }))).toEqual([
      'suspend',
      'fixed-routes@1/seven-cities-route: route_none',
    ]);
    const off_route = [{ from_ms: at('2022-03-05 09:30'), to_ms: at('2022-03-05 09:50') }];
    expect(judged(tripAt('2022-03-05 09:00', { driven: { off_route } }))).toEqual([
      'suspend',
      'fixed-routes@1/seven-cities-route: off_route',
    ]);
  });

  it.each([
    ['shenzhen', toShenzhen],
    ['rest', { destination: { city: '440200', street: null } }],
  ])('asks for a transfer point by the rule %s', (rule, destination) => {
    const stop = {
      kind: 'transfer',
      code: 'X1',
      from_ms: at('2022-03-05 10:00'),
      to_ms: at('2022-03-05 11:00'),
    } as const;
    expect(
      judged(tripAt('2022-03-05 09:00', { ...destination, declared: { mode: 'relayed', stops: [stop] } })),
    ).toEqual(['clear']);
    expect(judged(tripAt('2022-03-05 09:00', destination))).toEqual([
      'refuse',
      `fixed-routes@1/${rule}: mode`,
      `fixed-routes@1/${rule}-point: point_none`,
    ]);
  });

  it('suspends for another port or another time than declared, and refuses without a sticker', () => {
    const crossed = (port: string, time: string) =>
      tripAt('2022-03-05 09:00', {
        driven: { crossings: [{ port, direction: 'in', at_ms: at(`2022-03-05 ${time}`) }] },
      });
    expect(judged(crossed('huanggang', '11:00'))).toEqual(['clear']);
    expect(judged(crossed('huanggang', '11:01'))).toEqual(['suspend', 'fixed-routes@1/declared: off_time']);
    expect(judged(crossed('liantang', '09:00'))).toEqual([
      'suspend',
      'fixed-routes@1/as-declared: wrong_port',
    ]);
    const documents = (['permit', 'licence'] as const).map((kind) => ({ kind, valid_to_ms: null }));
    expect(judged(tripAt('2022-03-05 09:00', { declared: { documents } }))).toEqual([
      'refuse',
      'fixed-routes@1/sticker: document_none',
    ]);
  });
});

describe('2022-12-12, point to point', () => {
  const backAt = (text: string, lodging: boolean) =>
    tripAt('2022-12-20 20:00', {
      declared: {
        crossings: [
          { port: 'huanggang', direction: 'in', at_ms: at('2022-12-20 20:00') },
          { port: 'huanggang', direction: 'out', at_ms: at(text) },
        ],
        stops: lodging
          ? [{ kind: 'lodging', code: 'L1', from_ms: at('2022-12-20 22:00'), to_ms: at('2022-12-21 07:00') }]
          : [],
      },
    });

  it('a truck is back before midnight', () => {
    expect(judged(backAt('2022-12-20 23:59', false))).toEqual(['clear']);
    expect(judged(backAt('2022-12-21 00:00', false))).toEqual([
      'suspend',
      'point-to-point@1/back: returned_late',
    ]);
  });

  it('or the next day from a lodging that was declared before it entered', () => {
    expect(judged(backAt('2022-12-21 09:00', true))).toEqual(['clear']);
    expect(judged(backAt('2022-12-22 00:00', true))).toEqual([
      'suspend',
      'point-to-point@1/back: returned_late',
    ]);
  });

  it('a declaration holds for one entry', () => {
    expect(judged(tripAt('2022-12-20 09:00', { declared: { entries_before: 1 } }))).toEqual([
      'refuse',
      'point-to-point@1/declared: declaration_used',
    ]);
  });
});

describe('normal management', () => {
  it('from 2023-01-08 asks for no declaration, point or lodging', () => {
    const bare = tripAt('2023-01-08 00:00', { declared: { at_ms: null, route: null, stops: [] } });
    expect(judged(bare)).toEqual(['clear']);
    expect(judged(tripAt('2023-01-07 23:59', { declared: { at_ms: null, route: null, stops: [] } }))[0]).toBe(
      'suspend',
    );
  });

  it('today asks dangerous goods for their slip', () => {
    expect(judged(tripAt('2026-11-28 09:00', { class: 'hazmat' }))).toEqual([
      'refuse',
      'normal@3/hazmat-slip: document_none',
    ]);
  });
});

describe('ports', () => {
  const by = (port: string, text: string, vehicle: FreightTrip['class'], direction: 'in' | 'out') =>
    judged(tripAt(text, { class: vehicle, declared: { crossings: [{ port, direction, at_ms: at(text) }] } }));

  it.each([
    ['lorry', 'in', '2023-07-27 21:59', 'ports: port_closed'],
    ['lorry', 'in', '2023-07-28 07:00', null],
    ['coach', 'in', '2023-07-18 21:59', 'ports: port_closed'],
    ['coach', 'in', '2023-07-19 07:00', null],
    ['lorry', 'out', '2023-07-20 12:00', null],
    ['lorry', 'out', '2023-07-20 06:59', 'ports: port_out_of_hours'],
    ['lorry', 'out', '2023-07-20 22:00', 'ports: port_out_of_hours'],
  ] as const)('文锦渡 for a %s going %s at %s: %s', (vehicle, direction, text, breach) => {
    expect(by('man-kam-to', text, vehicle, direction)).toEqual(
      breach === null ? ['clear'] : ['refuse', `normal@2/${breach}`],
    );
  });

  it('皇岗 is open at night; 福田 and 罗湖 handle no freight', () => {
    expect(by('huanggang', '2023-07-20 03:00', 'lorry', 'in')).toEqual(['clear']);
    for (const port of ['futian', 'luohu'])
      expect(by(port, '2023-07-20 12:00', 'lorry', 'in')).toEqual(['refuse', 'normal@2/ports: port_unknown']);
  });
});
