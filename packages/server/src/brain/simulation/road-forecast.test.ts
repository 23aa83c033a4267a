import { textNetwork } from '@opentocc/testkit';
import { describe, expect, it } from 'vitest';
import { roadForecast } from './road-forecast.ts';

const { network, link, path } = textNetwork(`
  A>>>>>>>>>>B>>>>>>>>>>C>>>>>>>>>>D
             ^          |
             E----------F

  AB expressway 72 lanes=3 name=滨海大道
  BC expressway 72 lanes=3 name=滨海大道
  CD expressway 72 lanes=3 name=滨海大道
  EB arterial 60 lanes=2 name=科苑路
  EF arterial 60 lanes=2 name=白石路
  FC arterial 60 lanes=2 name=沙河西路
`);
const HORIZON_MIN = 60;
const links = Uint32Array.from({ length: network.link_count }, (_, i) => i);
const free_flow_kmh = Float32Array.from(network.link_limit_kmh);

/** So many vehicles in each minute on the links that are named, at one speed in each minute, km/h; nobody elsewhere. */
function runOf(speeds: Record<number, (minute: number) => number>, tail = (_minute: number) => 0, side = 10) {
  const count = (one: number) => (one === link('EB') ? side : 10);
  const driven_m = new Float32Array(HORIZON_MIN * links.length);
  const spent_s = new Float32Array(HORIZON_MIN * links.length);
  for (let minute = 0; minute < HORIZON_MIN; minute++)
    for (const [one, speed_kmh] of Object.entries(speeds)) {
      driven_m[minute * links.length + Number(one)] = count(Number(one)) * network.link_length_m[Number(one)];
      spent_s[minute * links.length + Number(one)] =
        (count(Number(one)) * network.link_length_m[Number(one)] * 3.6) / speed_kmh(minute);
    }
  return { driven_m, spent_s, tails_m: [Float32Array.from({ length: HORIZON_MIN }, (_, i) => tail(i))] };
}
const free = { [link('AB')]: () => 72, [link('BC')]: () => 72 };
const forecast = (nothing: ReturnType<typeof runOf>[], undisturbed = [runOf(free), runOf(free)]) =>
  roadForecast({
    network,
    links,
    place: { link: link('BC'), at: 0.5 },
    horizon_min: HORIZON_MIN,
    free_flow_kmh,
    nothing,
    undisturbed,
  });

describe('the forecast of the affected roads', () => {
  it('has the way towards the incident first, along the arm on which most is driven, in driving order', () => {
    expect(forecast([runOf(free), runOf(free)]).roads[0]).toMatchObject({
      links: path('ABC'),
      name: { zh: '滨海大道' },
    });
    const side = { [link('EB')]: () => 60, [link('BC')]: () => 72 };
    expect(forecast([runOf(free), runOf(free)], [runOf(side), runOf(side)]).roads[0].links).toEqual(
      path('CFEBC'),
    );
  });

  it('is length over speed in each five minutes, with the band of one further run', () => {
    const slow = (kmh: number) => ({ ...free, [link('BC')]: (minute: number) => (minute < 30 ? 72 : kmh) });
    const { mean_s, low_s, high_s } = forecast([runOf(slow(18)), runOf(slow(36))]).roads[0];
    const [ab, bc] = path('ABC').map((one) => network.link_length_m[one] / 20);
    expect(mean_s[5]).toBeCloseTo(ab + bc, 1);
    expect(high_s[5]).toBeCloseTo(ab + bc, 1);
    expect(mean_s[6]).toBeCloseTo(ab + 3 * bc, 1);
    // Two runs of 2·bc and 4·bc: s = √2·bc, t = 12.71, √(1 + 1/2); nothing is faster than free.
    expect(high_s[6] - mean_s[6]).toBeCloseTo(12.71 * Math.SQRT2 * bc * Math.sqrt(1.5), 0);
    expect(low_s[6]).toBeCloseTo(ab + bc, 1);
  });

  it('names the other roads that lose time, and none that loses nothing or only what chance takes', () => {
    const with_kmh = (kmh: number) => runOf({ ...free, [link('EB')]: () => kmh }, () => 0, 5);
    const usual = [with_kmh(60), with_kmh(60)];
    expect(forecast([with_kmh(57), with_kmh(57)], usual).roads).toHaveLength(1);
    const [, road] = forecast([with_kmh(15), with_kmh(20)], usual).roads;
    expect(road).toMatchObject({ name: { zh: '科苑路' }, links: [link('EB')] });
  });

  it('says where the tail stands at the end of each five minutes', () => {
    const { tail } = forecast([runOf(free, (minute) => 10 * minute), runOf(free, (minute) => 10 * minute)]);
    expect(tail.mean_m.slice(0, 2)).toEqual([40, 90]);
    expect(tail.low_m).toEqual(tail.high_m);
  });
});
