import { generateDemoCity } from '@opentocc/core/demo-city';
import { distance_m } from '@opentocc/core/geo';
import { buildNetwork, LINK_CLASSES, LINK_FLAG } from '@opentocc/core/network';
import { textNetwork } from '@opentocc/testkit';
import { describe, expect, test } from 'vitest';
import { CORRIDOR_RULE } from './corridors.ts';
import { type Grouping, membersOf } from './grouping.ts';
import { groupingsOf } from './groups.ts';
import { HUB_RADIUS_M } from './hubs.ts';

const network = buildNetwork(generateDemoCity());
const groupings = groupingsOf(network);
const of = (scope: string): Grouping => groupings.find(({ groups }) => groups[0]?.scope === scope)!;
const membersNamed = (scope: string, key: string) => {
  const grouping = of(scope);
  return membersOf(
    grouping,
    grouping.groups.findIndex((group) => group.key === key),
  );
};

describe('groups of the demo city', () => {
  test('the city holds every link, each class and each district a part of them without overlap', () => {
    expect(membersNamed('city', 'city')).toHaveLength(network.link_count);
    expect(of('class').links.items).toHaveLength(network.link_count);
    expect(new Set(of('district').links.items).size).toBe(of('district').links.items.length);
  });

  test('a corridor is one direction of a main road through all its districts, without its ramps', () => {
    const [forth, back] = ['深南大道/eastbound', '深南大道/westbound'].map((key) =>
      membersNamed('corridor', key),
    );
    expect(new Set(Array.from(forth, (link) => network.link_district[link])).size).toBeGreaterThan(1);
    for (const link of [...forth, ...back]) {
      expect(network.strings[network.link_name[link]]).toBe('深南大道');
      expect(network.link_flags[link] & LINK_FLAG.ramp).toBe(0);
      expect(network.link_class[link]).toBeLessThanOrEqual(LINK_CLASSES.indexOf(CORRIDOR_RULE.least_class));
    }
    expect(forth.length).toBeGreaterThan(20);
    expect(Math.abs(forth.length - back.length)).toBeLessThan(forth.length / 4);
  });

  test('the links of a corridor stand in the order in which it is driven', () => {
    for (const bound of ['eastbound', 'westbound']) {
      const links = membersNamed('corridor', `深南大道/${bound}`);
      const follows = links.filter(
        (link, i) => i > 0 && network.link_from[link] === network.link_to[links[i - 1]],
      );
      expect(follows.length).toBeGreaterThan(0.9 * links.length);
    }
  });

  test('no corridor is shorter than the rule, both its directions together', () => {
    const { groups } = of('corridor');
    const lengths_km = new Map<string, number>();
    for (const { key } of groups) {
      const [name] = key.split('/');
      const length_m = membersNamed('corridor', key).reduce(
        (sum, link) => sum + network.link_length_m[link],
        0,
      );
      lengths_km.set(name, (lengths_km.get(name) ?? 0) + length_m / 2000);
    }
    expect(lengths_km.size).toBeGreaterThan(10);
    expect(Math.min(...lengths_km.values())).toBeGreaterThanOrEqual(CORRIDOR_RULE.least_km);
  });

  test('the area of a hub reaches as far as its kind does, and no further', () => {
    const airport = network.meta.places.find(({ kind }) => kind === 'airport')!;
    const inside = new Set(membersNamed('hub', airport.code));
    expect(inside.size).toBeGreaterThan(10);
    const radius_m = HUB_RADIUS_M.airport!;
    for (let link = 0; link < network.link_count; link++) {
      const ends_m = [network.link_from[link], network.link_to[link]].map((node) =>
        distance_m(airport.lon, airport.lat, network.node_lon[node], network.node_lat[node]),
      );
      const slack_m = network.link_length_m[link];
      if (inside.has(link)) expect(Math.min(...ends_m)).toBeLessThanOrEqual(radius_m + slack_m);
      else expect(Math.max(...ends_m)).toBeGreaterThan(radius_m - slack_m);
    }
  });

  test('metro stations and gates have no area of their own', () => {
    const kinds = of('hub').groups.map(
      ({ key }) => network.meta.places.find(({ code }) => code === key)!.kind,
    );
    expect(new Set(kinds).has('metro')).toBe(false);
    expect(kinds.length).toBeGreaterThan(10);
  });
});

test('a city without streets, main roads or hubs has no such groups', () => {
  const empty = buildNetwork({ ...generateDemoCity(), streets: [], places: [], links: [], bans: [] });
  expect(groupingsOf(empty).map(({ groups }) => groups.length)).toEqual([
    1,
    empty.meta.districts.length,
    0,
    5,
    0,
    0,
    0,
  ]);
});

test('roads that cars may not drive are in no group', () => {
  const city = textNetwork(`
    A-B-C

    AB name=大道
    BC name=公交专用路 for=bus
    district 福田 AC
  `);
  const groups = groupingsOf(city.network);
  for (const { links } of groups)
    for (const link of links.items) expect(city.letters([link])).not.toMatch(/BC|CB/);
  const roads = groups.flatMap((grouping) => grouping.groups).filter(({ scope }) => scope === 'road');
  expect(roads.map(({ name }) => name.zh)).toEqual(['大道（福田）']);
  expect(membersOf(groups[0], 0)).toHaveLength(2);
});
