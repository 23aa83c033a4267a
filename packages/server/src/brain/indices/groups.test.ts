import { generateDemoCity } from '@opentocc/core/demo-city';
import { distance_m } from '@opentocc/core/geo';
import { buildNetwork, LINK_CLASSES, LINK_FLAG } from '@opentocc/core/network';
import { describe, expect, test } from 'vitest';
import { CORRIDOR_RULE } from './corridors.ts';
import { type Grouping, groupingsOf, membersOf } from './groups.ts';
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

  test('a corridor is one main road through all its districts, without its ramps', () => {
    const links = membersNamed('corridor', '深南大道');
    expect(new Set(Array.from(links, (link) => network.link_district[link])).size).toBeGreaterThan(1);
    for (const link of links) {
      expect(network.strings[network.link_name[link]]).toBe('深南大道');
      expect(network.link_flags[link] & LINK_FLAG.ramp).toBe(0);
      expect(network.link_class[link]).toBeLessThanOrEqual(LINK_CLASSES.indexOf(CORRIDOR_RULE.least_class));
    }
  });

  test('corridors come longest first, none shorter than the rule', () => {
    const { groups } = of('corridor');
    const lengths_km = groups.map(
      ({ key }) =>
        membersNamed('corridor', key).reduce((sum, link) => sum + network.link_length_m[link], 0) / 2000,
    );
    expect(groups.length).toBeGreaterThan(10);
    expect(lengths_km).toEqual([...lengths_km].sort((a, b) => b - a));
    expect(lengths_km.at(-1)).toBeGreaterThanOrEqual(CORRIDOR_RULE.least_km);
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
