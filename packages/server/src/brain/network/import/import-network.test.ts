import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { LINK_FLAG, type RoadNetwork, USER_BIT } from '@opentocc/core/network';
import { afterAll, describe, expect, it } from 'vitest';
import { checkNetwork } from '../check-network.ts';
import { summariseNetwork } from '../summarise-network.ts';
import { readDistricts } from './districts.ts';
import { importNetwork } from './import-network.ts';

const DATA = join(import.meta.dirname, '../../../../../../../shared/data');
const PORTO = join(DATA, 'osm-porto/porto_portugal.osm.pbf');
const FUTIAN = join(DATA, 'shenzhen-roadnetsz/data_sumo/FuTian.net.xml');
const folder = mkdtempSync(join(tmpdir(), 'opentocc-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const written = (name: string, content: string | Uint8Array) => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};
const imported = (file: string) => importNetwork(file, { districts: [] });

/** A crossroads of four edges each way, no connection from west to north, a footpath, in UTM zone 50. */
const SUMO = `<net><location netOffset="0,0" projParameter="+proj=utm +zone=50 +datum=WGS84"/>
${[
  ['w', 'c', 'wc'],
  ['c', 'w', '-wc'],
  ['c', 'e', 'ce'],
  ['c', 'n', 'cn'],
]
  .map(
    ([from, to, id]) =>
      `<edge id="${id}" from="${from}" to="${to}" type="highway.primary" name="深南大道"><lane speed="16.67" length="400"/><lane speed="16.67" length="400"/></edge>`,
  )
  .join('')}
<edge id="path" from="c" to="e"><lane allow="pedestrian" speed="1" length="400"/></edge>
<edge id=":c_0" function="internal"><lane speed="10" length="9"/></edge>
<junction id="w" type="priority" x="499600" y="2500000"/><junction id="c" type="traffic_light" x="500000" y="2500000"/>
<junction id="e" type="priority" x="500400" y="2500000"/><junction id="n" type="priority" x="500000" y="2500400"/>
<connection from="wc" to="ce"/><connection from="wc" to="-wc"/></net>`;

describe('a SUMO network', () => {
  it('keeps lanes, names, signals and the turns that its connections allow', async () => {
    const network = await imported(written('cross.net.xml', SUMO));
    const { link_count, link_lanes, link_limit_kmh, strings, link_name, node_flags, meta } = network;
    expect(link_count).toBe(4);
    expect([link_lanes[0], link_limit_kmh[0], strings[link_name[0]]]).toEqual([2, 60, '深南大道']);
    expect([...node_flags].filter((flags) => flags & 1)).toHaveLength(1);
    expect(meta.dropped).toEqual({ no_lane_for_cars: 1, no_lane_for_cars_km: 0.4 });
    expect(network.link_length_m[0]).toBeCloseTo(400 / 0.9996, 0);
    expect(turnsOf(network, 0).map((link) => strings[network.link_source[link]])).toEqual(['sumo:ce']);
  });

  it('keeps roads and turns of some vehicles for these only', async () => {
    const bus = 'disallow="passenger taxi truck"';
    const text = SUMO.replace(
      '<edge id="path"',
      `<edge id="busway" from="c" to="n"><lane allow="pedestrian" speed="1" length="9"/><lane allow="bus coach" speed="13.9" length="400"/></edge>
       <edge id="mixed" from="n" to="c"><lane allow="bus" speed="9" length="400"/><lane disallow="bus tram" speed="25" length="400"/></edge>
       <edge id="path"`,
    ).replace(
      '<connection from="wc" to="-wc"/>',
      `<connection from="wc" to="-wc"/><connection from="wc" to="busway" fromLane="1" toLane="1"/>
       <connection from="mixed" to="ce" fromLane="0" toLane="1"/>
       <connection from="mixed" to="-wc" fromLane="1" toLane="0"/>
       <connection from="wc" to="cn" fromLane="0" toLane="0" ${bus}/>`,
    );
    const network = await imported(written('classes.net.xml', text));
    const { link_users, link_lanes, link_limit_kmh, strings, link_source, turn_offset, turn_users } = network;
    const linkOf = (id: string) => [...link_source].findIndex((at) => strings[at] === `sumo:${id}`);
    const turnUsers = (from: string, to: string) => {
      const at = turnsOf(network, linkOf(from)).indexOf(linkOf(to));
      return at < 0 ? 0 : turn_users[turn_offset[linkOf(from)] + at];
    };
    const [busway, mixed] = [linkOf('busway'), linkOf('mixed')];
    const { car, taxi, truck, bus: of_bus } = USER_BIT;
    expect([link_users[busway], link_lanes[busway], link_limit_kmh[busway]]).toEqual([of_bus, 1, 50]);
    expect([link_users[mixed], link_lanes[mixed], link_limit_kmh[mixed]]).toEqual([15, 1, 90]);
    expect(turnUsers('wc', 'ce')).toBe(15);
    expect(turnUsers('wc', 'busway')).toBe(of_bus);
    expect(turnUsers('mixed', 'ce')).toBe(of_bus);
    expect(turnUsers('mixed', '-wc')).toBe(car | taxi | truck);
    expect(turnUsers('wc', 'cn')).toBe(of_bus);
  });

  it('is known behind a comment of any length, and gzipped', async () => {
    const long = `<?xml version="1.0"?>\n<!-- ${'<osm/> configuration '.repeat(5000)} -->\n${SUMO}`;
    for (const content of [long, gzipSync(long)])
      expect((await imported(written('long.net.xml', content))).link_count).toBe(4);
  });

  it('is refused without a projection, cut off, or without roads', async () => {
    const bare = SUMO.replace(/projParameter="[^"]*"/, 'projParameter="!"');
    await expect(imported(written('bare.net.xml', bare))).rejects.toMatchObject({
      code: 'network.no_projection',
    });
    const cut = SUMO.slice(0, 700);
    await expect(imported(written('cut.net.xml', cut))).rejects.toMatchObject({
      code: 'network.damaged_sumo',
    });
    const empty = '<net><location netOffset="0,0" projParameter="!"/></net>';
    await expect(imported(written('empty.net.xml', empty))).rejects.toMatchObject({
      code: 'network.no_links',
    });
  });

  it.skipIf(!existsSync(FUTIAN))('of Futian has the roads of its source', async () => {
    const network = await imported(FUTIAN);
    const { links, length_km, signals, dropped } = summariseNetwork(network);
    expect([links, signals]).toEqual([2457, 243]);
    // The file's 551 km are 300.5 km of edges for cars (355 km from junction to junction) and 250.3 km of rail and paths.
    expect(length_km).toBeCloseTo(354.7, 0);
    expect(dropped).toMatchObject({ no_lane_for_cars: 772 });
    expect(dropped.no_lane_for_cars_km).toBeCloseTo(250.3, 0);
  });
});

describe('an OSM network', () => {
  it.skipIf(!existsSync(PORTO))(
    'of Porto is connected, with restrictions and what was dropped counted',
    async () => {
      const network = await imported(PORTO);
      const { nodes, links, main_component, by_class, dropped } = summariseNetwork(network);
      // More than its junctions and signals: ways are cut at the 30 barriers that nobody passes, too.
      expect([nodes, links]).toEqual([56258, 131575]);
      expect(main_component).toBeGreaterThan(0.99);
      expect(by_class.motorway.length_km).toBeCloseTo(833.8, 0);
      expect(dropped).toMatchObject({ service_road: 4672, restriction_incomplete: 14 });
      expect(dropped).toMatchObject({
        no_passage_at_bollard: 13,
        no_passage_at_block: 11,
        no_passage_at_gate: 3,
      });
      const forBusesOnly = network.link_users.filter((users) => users === USER_BIT.bus);
      expect(forBusesOnly).toHaveLength(9);
      expect(network.link_flags.filter((flags) => flags & LINK_FLAG.roundabout).length).toBeGreaterThan(1000);
      const unreachable = checkNetwork(network).find(({ code }) => code === 'unreachable');
      expect(unreachable?.count).toBe(689);
    },
    60_000,
  );

  it.skipIf(!existsSync(PORTO))('that is cut off is refused, and says what to do', async () => {
    const whole = readFileSync(PORTO);
    const file = written('cut.osm.pbf', whole.subarray(0, whole.length - 100_000));
    await expect(imported(file)).rejects.toMatchObject({ code: 'network.damaged_pbf' });
  });
});

describe('what is no network', () => {
  it('is refused by what is wrong with it', async () => {
    await expect(imported(join(folder, 'absent'))).rejects.toMatchObject({ code: 'network.no_file' });
    await expect(imported(folder)).rejects.toMatchObject({ code: 'network.no_regular_file' });
    const xml = '<?xml version="1.0"?><osm version="0.6"><node id="1"/></osm>';
    for (const content of [xml, gzipSync(xml), 'BZh91AY'])
      await expect(imported(written('map.osm', content))).rejects.toMatchObject({ code: 'network.osm_xml' });
    await expect(imported(written('text', 'hello'))).rejects.toMatchObject({
      code: 'network.unknown_format',
    });
  });
});

describe('districts', () => {
  it('are read from polygons in degrees and refused otherwise', () => {
    const ring = [
      [114, 22],
      [115, 22],
      [115, 23],
      [114, 22],
    ];
    const collection = (coordinates: unknown) =>
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          { properties: { name: '福田区', adcode: 440304 }, geometry: { type: 'Polygon', coordinates } },
        ],
      });
    const [district] = readDistricts(written('good.geojson', collection([ring])));
    expect(district).toMatchObject({ name_zh: '福田区', code: '440304' });
    const metres = ring.map(([x, y]) => [x * 1e4, y * 1e5]);
    expect(() => readDistricts(written('metres.geojson', collection([metres])))).toThrow(
      'network.damaged_districts',
    );
  });
});

function turnsOf({ turn_offset, turn_link }: RoadNetwork, link: number): number[] {
  return [...turn_link.subarray(turn_offset[link], turn_offset[link + 1])];
}
