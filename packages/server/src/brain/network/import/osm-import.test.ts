import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNetwork, networkFor, type RoadNetwork, type RoadUser } from '@opentocc/core/network';
import { createLinkRouter } from '@opentocc/core/routing';
import { afterAll, describe, expect, it } from 'vitest';
import { checkNetwork } from '../check-network.ts';
import { importNetwork } from './import-network.ts';
import { type TestMap, type TestPbfOptions, testPbf } from './test-pbf.ts';

const folder = mkdtempSync(join(tmpdir(), 'opentocc-osm-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

async function imported(map: TestMap, options?: TestPbfOptions): Promise<RoadNetwork> {
  const file = join(folder, `${files++}.osm.pbf`);
  writeFileSync(file, testPbf(map, options));
  return importNetwork(file, { districts: [] });
}

/** Streets on a grid of 0.001°: `nodes` as letters in rows, ways as words. A node's number is its letter's. */
function mapOf(
  rows: readonly string[],
  ways: Readonly<Record<string, Readonly<Record<string, string>>>>,
  more: Partial<TestMap> = {},
): TestMap {
  const nodes: Record<number, [number, number]> = {};
  rows.forEach((row, y) => {
    [...row].forEach((letter, x) => {
      if (letter !== ' ') nodes[letter.charCodeAt(0)] = [114 + x * 0.001, 22.5 - y * 0.001];
    });
  });
  return {
    nodes,
    ways: Object.entries(ways).map(([word, tags], i) => ({
      id: i + 1,
      refs: refsOf(word),
      tags: { highway: 'residential', name: word, ...tags },
    })),
    ...more,
  };
}

const refsOf = (word: string) => [...word].map((letter) => letter.charCodeAt(0));
const A = 'A'.charCodeAt(0);

/** The links that a user drives from the first street to the last, by their streets; none when there is no way. */
function driven(network: RoadNetwork, user: RoadUser, from: string, to: string): string[] | undefined {
  const view = networkFor(network, user);
  const router = createLinkRouter(view);
  const of = (name: string) =>
    Array.from({ length: network.link_count }, (_, link) => link).filter(
      (link) => network.strings[network.link_name[link]] === name && view.link_users[link] !== 0,
    );
  const ways = of(from)
    .flatMap((first) => of(to).map((last) => router.route(first, last, view.link_length_m)))
    .filter((way) => way !== undefined)
    .sort((a, b) => a.length - b.length);
  return ways[0] && Array.from(ways[0], (link) => network.strings[network.link_name[link]]);
}

/** A street A B C D with a way round by E and F. */
const ROUND = { AB: {}, BC: {}, CD: {}, BEFC: {} };
const ROWS = ['ABCD', ' EF '];
const round = (tags: Record<string, string>) => mapOf(ROWS, { ...ROUND, BC: tags });

describe('barriers', () => {
  const barred = (tags: Record<string, string>) =>
    mapOf(
      ['ABXCD', ' E F '],
      { AB: {}, BXC: {}, CD: {}, BEFC: {} },
      { node_tags: { ['X'.charCodeAt(0)]: tags } },
    );
  const roundAbout = ['AB', 'BEFC', 'CD'];

  it.each([
    [{ barrier: 'bollard' }],
    [{ barrier: 'cycle_barrier' }],
    [{ barrier: 'block', foot: 'yes' }],
    [{ barrier: 'gate', access: 'no' }],
    [{ barrier: 'lift_gate', access: 'private' }],
  ])('%j is no passage, and counted', async (tags) => {
    const network = await imported(barred(tags));
    expect(driven(network, 'car', 'AB', 'CD')).toEqual(roundAbout);
    expect(network.meta.dropped).toEqual({ [`no_passage_at_${tags.barrier}`]: 1 });
  });

  it.each([
    [{ barrier: 'gate' }],
    [{ barrier: 'toll_booth' }],
    [{ barrier: 'bollard', bollard: 'rising' }],
    [{ barrier: 'bollard', motor_vehicle: 'yes' }],
  ])('%j is passed', async (tags) => {
    const network = await imported(barred(tags));
    expect(driven(network, 'car', 'AB', 'CD')).toEqual(['AB', 'BXC', 'CD']);
    expect(network.meta.dropped).toEqual({});
  });

  it('let those pass whom they except', async () => {
    const network = await imported(barred({ barrier: 'bus_trap' }));
    expect(driven(network, 'car', 'AB', 'CD')).toEqual(roundAbout);
    expect(driven(network, 'bus', 'AB', 'CD')).toEqual(['AB', 'BXC', 'BXC', 'CD']);
    const psv = await imported(barred({ barrier: 'lift_gate', access: 'no', psv: 'yes' }));
    expect(driven(psv, 'taxi', 'AB', 'CD')).toEqual(['AB', 'BXC', 'BXC', 'CD']);
    expect(driven(psv, 'truck', 'AB', 'CD')).toEqual(roundAbout);
  });
});

describe('roads of some vehicles', () => {
  const straight = ['AB', 'BC', 'CD'];
  const roundAbout = ['AB', 'BEFC', 'CD'];
  it.each([
    [{ access: 'no', bus: 'yes' }, ['bus']],
    [{ highway: 'busway' }, ['bus']],
    [{ motor_vehicle: 'no', taxi: 'yes' }, ['taxi']],
    [{ access: 'psv' }, ['taxi', 'bus']],
    [{ motor_vehicle: 'bus|psv' }, ['taxi', 'bus']],
    [{ highway: 'service', access: 'no', bus: 'designated' }, ['bus']],
    [{ highway: 'pedestrian', psv: 'yes' }, ['taxi', 'bus']],
    [{ hgv: 'no' }, ['car', 'taxi', 'bus']],
    [{ motor_vehicle: 'agricultural;forestry' }, []],
    [{ motor_vehicle: 'agricultural;destination' }, ['car', 'taxi', 'bus', 'truck']],
  ] as const)('%j is for %j', async (tags, users) => {
    const network = await imported(round(tags));
    for (const user of ['car', 'taxi', 'bus', 'truck'] as const)
      expect([user, driven(network, user, 'AB', 'CD')]).toEqual([
        user,
        (users as readonly RoadUser[]).includes(user) ? straight : roundAbout,
      ]);
  });
});

describe('access by direction', () => {
  it.each([
    [{ 'oneway:motor_vehicle': 'yes' }, true, false],
    [{ 'access:backward': 'no' }, true, false],
    [{ 'vehicle:backward': 'agricultural' }, true, false],
    [{ 'motor_vehicle:forward': 'no' }, false, true],
    [{ oneway: 'yes', 'oneway:motor_vehicle': 'no' }, true, true],
    [{ oneway: 'yes', 'oneway:bicycle': 'no' }, true, false],
    [{ oneway: 'alternating' }, true, true],
  ])('%j: forward %s, backward %s', async (tags, forward, backward) => {
    const network = await imported(mapOf(['ABC'], { AB: tags, BC: {} }));
    expect(driven(network, 'car', 'AB', 'BC') !== undefined).toBe(forward);
    const back = Array.from(network.link_from).some(
      (from, link) =>
        network.strings[network.link_name[link]] === 'AB' &&
        network.node_lon[from] > network.node_lon[network.link_to[link]],
    );
    expect(back).toBe(backward);
  });

  it.each([
    [{ 'oneway:bus': 'no' }],
    [{ busway: 'opposite_lane' }],
    [{ 'lanes:psv:backward': '1' }],
    [{ 'bus:backward': 'yes' }],
  ])('lets buses drive against a one-way street with %j', async (tags) => {
    const network = await imported(mapOf(['ABC'], { AB: {}, CB: { oneway: 'yes', ...tags } }));
    expect(driven(network, 'bus', 'AB', 'CB')).toEqual(['AB', 'CB']);
    expect(driven(network, 'car', 'AB', 'CB')).toBeUndefined();
  });

  it('leaves out, and counts, roads whose direction changes and ferries', async () => {
    const map = mapOf(['ABC', 'EF '], { AB: {}, BC: { oneway: 'reversible' } });
    const ferry = { id: 9, refs: refsOf('EF'), tags: { route: 'ferry', motor_vehicle: 'yes' } };
    const network = await imported({ ...map, ways: [...map.ways, ferry] });
    expect(network.link_count).toBe(2);
    expect(network.meta.dropped).toEqual({ reversible_road: 1, ferry: 1 });
  });

  it('counts roads with tags that hold at certain times', async () => {
    const network = await imported(mapOf(['ABC'], { AB: { 'access:conditional': 'no @ (07:00-09:00)' } }));
    expect(network.meta.dropped).toEqual({ tag_of_certain_times: 1 });
  });
});

describe('a way over the 180th meridian', () => {
  it('is cut there and counted', async () => {
    const nodes: Record<number, [number, number]> = {
      1: [179.99, -17],
      2: [179.999, -17],
      3: [-179.999, -17],
    };
    const ways = [
      { id: 1, refs: [1, 2], tags: { highway: 'primary' } },
      { id: 2, refs: [2, 3], tags: { highway: 'primary' } },
    ];
    const network = await imported({ nodes, ways });
    expect(network.meta.dropped).toEqual({ piece_across_180_degrees: 1 });
    expect(Math.max(...network.link_length_m)).toBeLessThan(2000);
  });

  it('that leaves roads on both sides is refused, and says what to do', async () => {
    const nodes: Record<number, [number, number]> = {
      ...{ 1: [179.99, -17], 2: [179.999, -17] },
      ...{ 3: [-179.999, -17], 4: [-179.99, -17] },
    };
    const ways = [[1, 2, 3, 4]].map((refs) => ({ id: 1, refs, tags: { highway: 'primary' } }));
    ways.push({ id: 2, refs: [1, 2], tags: { highway: 'primary' } });
    ways.push({ id: 3, refs: [3, 4], tags: { highway: 'primary' } });
    await expect(imported({ nodes, ways })).rejects.toMatchObject({ code: 'network.both_sides_of_180' });
  });

  it('is named by the check of a network that has one', () => {
    const texts = { name_zh: '', name_en: '', attribution: '', notice_zh: '', notice_en: '' };
    const lists = { bans: [], districts: [], streets: [], places: [], dropped: {} };
    const nodes = [
      { lon: 179.999, lat: -17 },
      { lon: -179.999, lat: -17 },
    ];
    const road = { class: 'arterial', lanes: 1, limit_kmh: null, name: '', source: '' } as const;
    const links = [{ from: 0, to: 1, ...road }];
    const found = checkNetwork(buildNetwork({ ...texts, ...lists, nodes, links }));
    expect(found.map(({ code }) => code)).toContain('across_180_degrees');
  });

  it('and parts on both sides without one are named too, those in the west', () => {
    const texts = { name_zh: '', name_en: '', attribution: '', notice_zh: '', notice_en: '' };
    const lists = { bans: [], districts: [], streets: [], places: [], dropped: {} };
    const nodes = [179.98, 179.99, -179.99, -179.98].map((lon) => ({ lon, lat: -17 }));
    const road = { class: 'arterial', lanes: 1, limit_kmh: null, name: '', source: '' } as const;
    const links = [
      { from: 0, to: 1, ...road },
      { from: 2, to: 3, ...road },
    ];
    const check = (candidates: typeof links) =>
      checkNetwork(buildNetwork({ ...texts, ...lists, nodes, links: candidates })).find(
        ({ code }) => code === 'both_sides_of_180_degrees',
      );
    expect(check(links)?.links).toEqual([1]);
    expect(check([links[0]])).toBeUndefined();
  });
});

describe('turn restrictions', () => {
  /** From AB on at B: C straight on, D left, E right; ids of ways 1 AB, 2 BC, 3 DB, 4 BE. */
  const CROSS = mapOf([' D ', 'ABC', ' E '], { AB: {}, BC: {}, DB: {}, BE: {} });
  const [AB, BC, DB, BE] = [1, 2, 3, 4];
  const at = 'B'.charCodeAt(0);
  const rule = (restriction: string, to: readonly number[], tags: Record<string, string> = {}) => ({
    tags: { type: 'restriction', restriction, ...tags },
    members: [
      ['from', 'way', AB],
      ['via', 'node', at],
      ...to.map((way) => ['to', 'way', way] as const),
    ] as const,
  });
  const turns = async (relations: NonNullable<TestMap['relations']>, user: RoadUser = 'car') => {
    const network = await imported({ ...CROSS, relations });
    const found = ['BC', 'DB', 'BE'].filter((to) => driven(network, user, 'AB', to)?.length === 2);
    return { found, dropped: network.meta.dropped };
  };

  it('only_… of one approach together allow what each allows', async () => {
    const both = [rule('only_straight_on', [BC]), rule('only_right_turn', [BE])];
    expect(await turns(both)).toEqual({ found: ['BC', 'BE'], dropped: {} });
    expect(await turns([rule('only_straight_on', [BC, BE])])).toEqual({ found: ['BC', 'BE'], dropped: {} });
  });

  it.each([
    [{ hour_on: '07:00', hour_off: '09:00' }, 'no_left_turn'],
    [{}, 'no_left_turn @ (Mo-Fr 07:00-09:00)'],
  ])('of certain times are left out and counted: %j %s', async (tags, value) => {
    expect(await turns([rule(value, [DB], tags as Record<string, string>)])).toEqual({
      found: ['BC', 'DB', 'BE'],
      dropped: { restriction_of_other_vehicles_or_times: 1 },
    });
  });

  it('hold for those whom they do not except', async () => {
    const except = [rule('no_left_turn', [DB], { except: 'psv' })];
    expect((await turns(except, 'car')).found).toEqual(['BC', 'BE']);
    expect((await turns(except, 'bus')).found).toEqual(['BC', 'DB', 'BE']);
    const hgv = [{ ...rule('', [DB]), tags: { type: 'restriction', 'restriction:hgv': 'no_left_turn' } }];
    expect((await turns(hgv, 'truck')).found).toEqual(['BC', 'BE']);
    expect((await turns(hgv, 'car')).found).toEqual(['BC', 'DB', 'BE']);
  });

  it('that leave nothing to ban are fulfilled, not unconnected', async () => {
    const map = mapOf(['ABC'], { AB: { oneway: 'yes' }, BC: {} });
    const network = await imported({ ...map, relations: [rule('only_straight_on', [BC])] });
    expect(network.meta.dropped).toEqual({});
  });

  it.each([[['via', 2, 3]], [['via', 3, 2]]])(
    'over several ways hold in whatever order these stand: %j',
    async ([, one, two]) => {
      const map = mapOf(['ABCD', '   E'], { AB: {}, BC: {}, CD: {}, DE: {} });
      const relation = {
        tags: { type: 'restriction', restriction: 'no_u_turn' },
        members: [
          ['from', 'way', 1],
          ['via', 'way', Number(one)],
          ['via', 'way', Number(two)],
          ['to', 'way', 4],
        ] as const,
      };
      const network = await imported({ ...map, relations: [relation] });
      expect(network.meta.dropped).toEqual({});
      expect(driven(network, 'car', 'AB', 'DE')).toBeUndefined();
    },
  );
});

describe('an OSM PBF file', () => {
  const STREET = mapOf(['ABC'], { AB: {}, BC: {} }, { node_tags: { [A]: { highway: 'traffic_signals' } } });

  it.each(['raw', 'zlib', 'lz4'] as const)('is read with blobs of %s', async (compression) => {
    const network = await imported(STREET, { compression });
    expect(network.link_count).toBe(4);
    expect(network.link_length_m[0]).toBeCloseTo(102.9, 0);
  });

  it.each([
    [{ compression: 'zstd' }, 'network.pbf_compression'],
    [{ features: ['OsmSchema-V0.6', 'HistoricalInformation'] }, 'network.pbf_history'],
    [{ features: ['OsmSchema-V0.7'] }, 'network.pbf_features'],
  ] as const)('%j is refused with what to do: %s', async (options, code) => {
    await expect(imported(STREET, options)).rejects.toMatchObject({ code });
  });

  it('is read with places on its ways', async () => {
    const features = ['OsmSchema-V0.6', 'LocationsOnWays'];
    const network = await imported(STREET, { locations_on_ways: true, features });
    expect(network.link_count).toBe(4);
    expect(network.link_length_m[0]).toBeCloseTo(102.9, 0);
    expect(network.meta.dropped).toEqual({});
  });

  it('gives no ways that were deleted', async () => {
    const network = await imported({ ...STREET, deleted: [2] });
    expect(network.link_count).toBe(2);
  });

  it.each(['raw', 'zlib', 'lz4'] as const)(
    'of %s with any byte flipped is read or refused by its own word',
    async (compression) => {
      const whole = testPbf(STREET, { compression });
      const file = join(folder, `flipped-${compression}.osm.pbf`);
      const codes = new Set<string>();
      for (let at = 0; at < whole.length; at++) {
        const bytes = Uint8Array.from(whole);
        bytes[at] ^= 0x41;
        writeFileSync(file, bytes);
        codes.add(
          await importNetwork(file, { districts: [] }).then(
            () => 'read',
            ({ code }) => String(code),
          ),
        );
      }
      const words = ['read', 'damaged_pbf', 'no_links', 'unknown_format', 'pbf_compression', 'pbf_features'];
      for (const code of codes) expect(words).toContain(code.replace('network.', ''));
    },
  );
});
