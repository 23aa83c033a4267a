import { textNetwork } from '@opentocc/testkit';
import { describe, expect, it } from 'vitest';
import { csrOf } from '../network/index.ts';
import {
  California,
  CrowdedHubs,
  type DetectionWindow,
  LinkNormals,
  NormalDeviate,
  type PastQuarter,
  QuantileBaseline,
  type Slowdown,
  SlowdownDetector,
} from './index.ts';

const { network, link, path } = textNetwork(`
  A>>>>>B>>>>>C>>>>>D>>>>>E>>>>>F

  AB expressway 80 name=北环
  BC expressway 80 name=北环
  CD expressway 80 name=北环
  DE expressway 80 name=北环
  EF expressway 80 name=北环
`);
const LINKS = network.link_count;
const QUARTER = 40;
const USUAL_KMH = 70;

const past = (days: number, kmhOf: (day: number) => number, passes = 30): PastQuarter[] =>
  Array.from({ length: days }, (_, day) => ({
    quarter: QUARTER,
    speed_kmh: new Float32Array(LINKS).fill(kmhOf(day)),
    passes: new Uint16Array(LINKS).fill(passes),
  }));

function normalOf(quarters: readonly PastQuarter[]) {
  const normals = new LinkNormals(network);
  for (const quarter of quarters) normals.add(quarter);
  for (const _ of normals.learn());
  return normals.at(QUARTER);
}

const window = (minute: number, kmh: Readonly<Record<number, number>>, samples = 10): DetectionWindow => {
  const speed_kmh = new Float32Array(LINKS).fill(USUAL_KMH);
  for (const [at, speed] of Object.entries(kmh)) speed_kmh[Number(at)] = speed;
  const distance_m = new Float32Array(LINKS).fill(1000);
  return {
    ...{ end_ms: minute * 60_000, speed_kmh, samples: new Uint16Array(LINKS).fill(samples) },
    // A fifth of the window ended in this minute.
    fresh: {
      ...{ samples: new Uint16Array(LINKS).fill(samples / 5), distance_m },
      time_s: distance_m.map((m, at) => (3.6 * m) / speed_kmh[at]),
    },
  };
};

function run(minutes: number, kmhAt: (minute: number) => Readonly<Record<number, number>>, samples = 10) {
  const detector = new SlowdownDetector(network);
  const normal = normalOf(past(5, (day) => USUAL_KMH + (day % 3) - 1));
  const began: (Slowdown & { minute: number })[] = [];
  const ended: number[] = [];
  const incidents: (Slowdown & { minute: number })[] = [];
  for (let minute = 0; minute < minutes; minute++) {
    const changes = detector.advance(window(minute, kmhAt(minute), samples), normal);
    began.push(...changes.began.map((one) => ({ ...one, minute })));
    ended.push(...changes.ended.map(() => minute));
    for (const one of [...changes.began, ...changes.going])
      if (one.kind === 'incident') incidents.push({ ...one, minute });
  }
  return { began, ended, incidents };
}

describe('the usual', () => {
  it('is the middle of past days, and wider where days differ', () => {
    const steady = normalOf(past(5, () => USUAL_KMH));
    const loose = normalOf(past(5, (day) => USUAL_KMH * (day % 2 === 0 ? 0.6 : 1.4)));
    expect(Math.exp(steady.ln_kmh[0])).toBeCloseTo(USUAL_KMH, 0);
    expect(loose.between[0]).toBeGreaterThan(3 * steady.between[0]);
    expect(steady.passes[0]).toBeCloseTo(10, 5);
  });

  it('is not known on a link that nobody drove', () => {
    const empty = past(5, () => Number.NaN, 0);
    expect(normalOf(empty).ln_kmh[0]).toBeNaN();
  });
});

describe('slowdowns', () => {
  const stopped = { [link('BC')]: 12, [link('CD')]: 9 };

  /** Half of the lanes taken: slower in each minute, not at a standstill. */
  const held = { [link('BC')]: 31, [link('CD')]: 27 };

  it('begin within minutes, and are an incident where traffic stands before a link and runs behind it', () => {
    const { began, incidents } = run(20, (minute) => (minute < 5 ? {} : held));
    expect(began).toHaveLength(1);
    expect(began[0].minute).toBeLessThanOrEqual(10);
    expect(incidents[0].minute).toBeLessThanOrEqual(12);
    expect(incidents[0]).toMatchObject({ id: began[0].id, head: link('CD'), free: [link('DE')] });
  });

  it('are no incident where some pass as usual now and then', () => {
    const waves = run(40, (minute) => (minute < 5 || minute % 3 === 0 ? {} : held));
    expect(waves.incidents).toEqual([]);
    expect(run(40, (minute) => (minute < 5 ? {} : held)).incidents).not.toEqual([]);
  });

  it('are no incident while the road carries the most that it ever does', () => {
    const most = (minute: number) => (minute < 5 ? {} : held);
    expect(run(30, most, 30).incidents).toEqual([]);
  });

  it('are an incident in a queue that has been a signal before, at its own link', () => {
    const { began, incidents } = run(60, (minute) => (minute < 5 ? {} : held));
    expect(began).toHaveLength(1);
    expect(new Set(incidents.map(({ head }) => head))).toEqual(new Set([link('CD')]));
    // It stays one, however long it lasts.
    expect(incidents.at(-1)?.minute).toBe(59);
  });

  it('end when traffic runs again, and one that flickers is one', () => {
    const { began, ended } = run(60, (minute) =>
      minute >= 5 && minute < 25 && minute !== 15 ? stopped : {},
    );
    expect(began).toHaveLength(1);
    expect(ended).toHaveLength(1);
    expect(ended[0]).toBeGreaterThan(24);
    expect(ended[0]).toBeLessThan(50);
  });

  it('are not what all roads of a class have in common, as rain', () => {
    const rain = Object.fromEntries(path('ABCDEF').map((at) => [at, 45]));
    expect(run(30, () => rain).began).toEqual([]);
  });

  it('need more than one slow vehicle', () => {
    expect(run(4, () => ({ [link('CD')]: 9 }), 1).began).toEqual([]);
  });
});

describe('a crowded hub', () => {
  it('is reported after minutes in a row and stays until its roads recover', () => {
    const hubs = new CrowdedHubs(csrOf([[...Array(LINKS).keys()]]), {
      ...{ begins: -0.35, ends: -0.2, minutes: 3, least_links: 3, slow_share: 0.3 },
    });
    const detector = new SlowdownDetector(network);
    const look = (deviation: number) => {
      detector.evidence.deviation.fill(deviation);
      return hubs.advance(detector.evidence, new Uint16Array(LINKS).fill(5)).length;
    };
    expect([-0.5, -0.5, -0.5].map(look)).toEqual([0, 0, 1]);
    expect([-0.3, -0.3, -0.3, -0.3].map(look)).toEqual([1, 1, 1, 1]);
    expect([0, 0, 0].map(look)).toEqual([1, 1, 0]);
  });
});

describe('baselines', () => {
  const slow = { [link('BC')]: 12, [link('CD')]: 6 };

  it('California alarms where occupancy upstream is far over that downstream, in two windows', () => {
    const california = new California(network, 0.1);
    expect(california.advance(window(0, {}))).toEqual([]);
    expect(california.advance(window(1, slow))).toEqual([]);
    expect(california.advance(window(2, slow))).toContain(link('CD'));
  });

  it('the normal deviate alarms on what leaves the windows before', () => {
    const deviate = new NormalDeviate(network);
    for (let minute = 0; minute < 11; minute++) expect(deviate.advance(window(minute, {}))).toEqual([]);
    expect([...deviate.advance(window(10, slow)), ...deviate.advance(window(11, slow))].sort()).toEqual(
      [link('BC'), link('CD')].sort(),
    );
  });

  it('the quantile alarms under the lowest of past days', () => {
    const lowest = new QuantileBaseline(
      network,
      past(5, (day) => 50 + day),
    );
    expect(lowest.advance(window(0, slow), QUARTER)).toEqual([]);
    expect(lowest.advance(window(1, slow), QUARTER)).toHaveLength(2);
  });
});
