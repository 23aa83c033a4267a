import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { AppError } from '../kit/errors.ts';
import { simulate } from './simulate.ts';

const folder = mkdtempSync(join(tmpdir(), 'opentocc-simulate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SCENARIO = {
  links: [
    { id: 1, from: 'o', to: 'm', length_m: 1000, lanes: 2, free_speed_kmh: 60 },
    { id: 'B', from: 'm', to: 'd', length_m: 500, free_speed_kmh: 60 },
  ],
  demand: [{ from_node: 'o', to_node: 'd', flow_vph: 1500, end_s: 1800 }],
};

const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

async function run(file: string, flags = {}) {
  const out = join(folder, 'out.json');
  await simulate(file, { ...flags, out });
  return JSON.parse(readFileSync(out, 'utf8'));
}

async function problem(file: string, flags = {}): Promise<string> {
  try {
    await run(file, flags);
  } catch (error) {
    if (error instanceof AppError) return `${error.in('zh')} ${error.in('en')}`;
    throw error;
  }
  return '';
}

test('a scenario file prints trips, delay, and flows by link', async () => {
  const { summary, links } = await run(write('a.json', JSON.stringify(SCENARIO)));
  expect(summary).toMatchObject({ trips: 750, finished: 750, deadlocks: 0 });
  expect(summary.mean_travel_time_s).toBeCloseTo(90, 0);
  expect(links.map(({ id, left }: { id: string; left: number }) => [id, left])).toEqual([
    ['1', 750],
    ['B', 750],
  ]);
});

test('what is wrong with a file is said with its place', async () => {
  expect(await problem(write('b.json', '{"links": ['))).toMatch(/JSON/);
  expect(await problem(write('c.json', JSON.stringify({ ...SCENARIO, linkz: [] })))).toMatch(/linkz/);
  const unreachable = { ...SCENARIO, demand: [{ from_node: 'd', to_node: 'o', count: 1 }] };
  expect(await problem(write('d.json', JSON.stringify(unreachable)))).toMatch(/origin:d.*destination:o/s);
});

const NET = `<net><edge id="A" from="o" to="m" priority="3"><lane id="A_0" index="0" speed="20" length="500"/></edge>
<edge id="B" from="m" to="d" priority="3"><lane id="B_0" index="0" speed="20" length="500"/></edge>
<edge id=":m_0" function="internal"><lane id=":m_0_0" index="0" speed="10" length="20"/></edge>
<tlLogic id="m" type="static" programID="0" offset="0"><phase duration="30" state="r"/><phase duration="30" state="G"/></tlLogic>
<junction id="m" type="traffic_light" intLanes=":m_0_0"><request index="0" response="0"/></junction>
<connection from="A" to="B" fromLane="0" toLane="0" via=":m_0_0" tl="m" linkIndex="0" dir="s" state="O"/></net>`;

test('trips of CSV and of a route file run on a SUMO network with its signal', async () => {
  const net = write('n.net.xml', NET);
  const csv = await run(net, { trips: write('t.csv', 'id,depart_s,route\nx,0,A B\n'), listTrips: true });
  // 25 s to the stop line, red until 30 s and the start-up lost time, 2 s to cross, 25 s to the end.
  expect(csv.trips[0].arrived_s).toBeGreaterThan(57);
  expect(csv.trips[0].arrived_s).toBeLessThan(62);
  const xml =
    '<routes><vehicle id="x" depart="0"><route edges="A B"/></vehicle><trip id="y" depart="5" from="A" to="B"/></routes>';
  const rou = await run(net, { trips: write('t.rou.xml', xml) });
  expect(rou.summary).toMatchObject({ trips: 2, finished: 2, skipped: 0 });
  expect(await problem(net)).toMatch(/--trips/);
  expect(await problem(net, { trips: write('u.csv', 'id,depart_s,route\nx,0,A Z\n') })).toMatch(/Z/);
});
