import { beforeAll, describe, expect, it } from 'vitest';
import {
  buildNetwork,
  LINK_CLASSES,
  LINK_FLAG,
  NODE_FLAG,
  type RawNetwork,
  type RoadNetwork,
} from '../network/index.ts';
import { generateDemoCity } from './index.ts';

let raw: RawNetwork;
let city: RoadNetwork;
beforeAll(() => {
  raw = generateDemoCity();
  city = buildNetwork(raw);
});

const links = (accept: (link: number) => boolean) =>
  Array.from({ length: city.link_count }, (_, link) => link).filter(accept);
const length_km = (chosen: readonly number[]) =>
  chosen.reduce((sum, l) => sum + city.link_length_m[l], 0) / 1000;

describe('the demo city', () => {
  it('has ten districts with their GB/T 2260 codes, named in both languages', () => {
    const codes = raw.districts.map(({ code }) => code).sort();
    expect(codes).toEqual(Array.from({ length: 10 }, (_, i) => String(440303 + i)));
    for (const { name_zh, name_en } of raw.districts) expect([name_zh, name_en]).not.toContain('');
  });

  it('tiles the land: a point belongs to one district at most, and every junction to one', () => {
    const rings = raw.districts.map(({ coordinates }) => coordinates[0][0]);
    const owners = (lon: number, lat: number) => rings.filter((ring) => contains(ring, lon, lat)).length;
    for (let lon = 113.76; lon < 114.6; lon += 0.0137) {
      for (let lat = 22.46; lat < 22.85; lat += 0.0093) expect(owners(lon, lat)).toBeLessThanOrEqual(1);
    }
    const inside = raw.nodes.filter(({ lon, lat }) => owners(lon, lat) === 1).length;
    expect(inside / raw.nodes.length).toBeGreaterThan(0.985);
  });

  it('has districts of about their real areas', () => {
    const area_km2 = Object.fromEntries(
      raw.districts.map(({ name_zh, coordinates }) => [name_zh, area(coordinates[0][0])]),
    );
    const real = {
      罗湖区: 79,
      福田区: 79,
      南山区: 187,
      宝安区: 397,
      龙岗区: 388,
      盐田区: 75,
      龙华区: 176,
      坪山区: 166,
      光明区: 156,
      大鹏新区: 295,
    };
    for (const [name, km2] of Object.entries(real)) {
      expect(area_km2[name] / km2, name).toBeGreaterThan(0.7);
      expect(area_km2[name] / km2, name).toBeLessThan(1.3);
    }
  });

  it('lets every link be reached from every other', () => {
    expect(city.link_count).toBeGreaterThanOrEqual(8000);
    expect(links((l) => (city.link_flags[l] & LINK_FLAG.main_component) === 0)).toEqual([]);
  });

  it('gives every district several classes of road', () => {
    city.meta.districts.forEach(({ name_zh }, district) => {
      const classes = new Set(
        links((l) => city.link_district[l] === district).map((l) => city.link_class[l]),
      );
      expect(classes.size, name_zh).toBeGreaterThanOrEqual(4);
    });
  });

  it('has a plausible length of each class, no link too short or too long', () => {
    const by_class = LINK_CLASSES.map((_, c) => length_km(links((l) => city.link_class[l] === c)));
    const bounds = [
      [700, 1300],
      [400, 900],
      [1200, 2200],
      [1000, 3500],
      [2500, 6500],
    ];
    by_class.forEach((km, c) => {
      expect(km, LINK_CLASSES[c]).toBeGreaterThan(bounds[c][0]);
      expect(km, LINK_CLASSES[c]).toBeLessThan(bounds[c][1]);
    });
    expect(Math.min(...city.link_length_m)).toBeGreaterThan(20);
    expect(Math.max(...city.link_length_m)).toBeLessThan(1000);
  });

  it('marks what is synthetic, and names only what is real', () => {
    const named = links((l) => city.strings[city.link_name[l]] !== '');
    expect(named.filter((l) => city.link_flags[l] & LINK_FLAG.synthetic)).toEqual([]);
    const nameless = links((l) => city.strings[city.link_name[l]] === '');
    expect(nameless.every((l) => city.link_flags[l] & LINK_FLAG.synthetic)).toBe(true);
    for (const name of [
      '深南大道',
      '深南中路',
      '深南东路',
      '滨海大道',
      '北环大道',
      '机荷高速',
      '龙岗大道',
      '坪西路',
      '广深高速',
    ]) {
      expect(city.strings, name).toContain(name);
    }
    expect(raw.notice_zh).toContain('程序生成');
    expect(raw.notice_en).toContain('synthetic');
  });

  it('separates motorways and expressways from other roads: ramps, and signals only on the surface', () => {
    const free = new Set(
      ['motorway', 'expressway'].map((c) => LINK_CLASSES.indexOf(c as (typeof LINK_CLASSES)[number])),
    );
    const main = links((l) => free.has(city.link_class[l]) && !(city.link_flags[l] & LINK_FLAG.ramp));
    expect(main.filter((l) => city.node_flags[city.link_to[l]] & NODE_FLAG.signals)).toEqual([]);
    expect(main.filter((l) => city.link_reverse[l] !== 0xffff_ffff)).toEqual([]);
    expect(links((l) => (city.link_flags[l] & LINK_FLAG.ramp) !== 0).length).toBeGreaterThan(500);
    const signals = city.node_flags.filter((f) => f & NODE_FLAG.signals).length;
    expect(signals).toBeGreaterThan(400);
  });

  it('has at least 60 places, all in the city', () => {
    expect(raw.places.length).toBeGreaterThanOrEqual(60);
    expect(new Set(raw.places.map(({ code }) => code)).size).toBe(raw.places.length);
    const [west, south, east, north] = city.meta.bbox;
    for (const { lon, lat, name_zh } of raw.places) {
      expect(
        lon > west - 0.02 && lon < east + 0.02 && lat > south - 0.02 && lat < north + 0.02,
        name_zh,
      ).toBe(true);
    }
  });

  it('assigns almost every link to a street (街道) of its own district', () => {
    expect(raw.streets.length).toBe(74);
    const placed = links((l) => city.link_street[l] !== 0xffff);
    expect(placed.length / city.link_count).toBeGreaterThan(0.97);
  });

  it('is the same city for the same seed, with the same skeleton and other local streets for another', () => {
    expect(JSON.stringify(generateDemoCity({ seed: 1 }))).toBe(JSON.stringify(raw));
    const other = generateDemoCity({ seed: 2 });
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(raw));
    const motorway = ({ links: rows }: RawNetwork) => rows.filter((l) => l.class === 'motorway').length;
    expect(motorway(other)).toBe(motorway(raw));
  });
});

type Ring = readonly (readonly [number, number])[];

function contains(ring: Ring, lon: number, lat: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i];
    const [bx, by] = ring[j];
    if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** km² by the shoelace formula on a local plane. */
function area(ring: Ring): number {
  let twice = 0;
  for (let i = 0; i + 1 < ring.length; i++)
    twice += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
  return (Math.abs(twice) / 2) * 102.8 * 110.7;
}
