import type { AddressInfo } from 'node:net';
import { decodeLiveFrame, type IndexValue, type LiveFrame, type Session } from '@opentocc/contract';
import type { LinkStates } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createLiveIndices } from '../../../brain/indices/index.ts';
import { createLiveLinks } from '../../../brain/perception/index.ts';
import { createHttp } from '../../../kit/http.ts';
import type { Http } from '../../../kit/http-server.ts';
import { LiveChannel } from '../../../kit/live-channel.ts';
import { serveLive } from '../../../kit/live-route.ts';
import { createLog } from '../../../kit/log.ts';
import { createTopic } from '../../../kit/topic.ts';
import { createLiveMap, serveLiveMap } from './index.ts';
import type { VehiclePositions } from './vehicle-board.ts';

const CHECK_MS = 20;
/** Two districts, a street in each, and a bridge between them. */
const city = textNetwork('A---B---C---D\n\ndistrict 西区 AB\ndistrict 东区 CD');
const [WEST_LINK, EAST_LINK] = [city.link('AB'), city.link('CD')];
const [WEST_BUS, EAST_BUS, LOST_BUS] = [1, 2, 3];
const log = createLog('silent');

let http: Http;
let session: Session | null;
let states: ReturnType<typeof createTopic<LinkStates>>;
let positions: ReturnType<typeof createTopic<VehiclePositions>>;

/** Who holds everything on the map, in the west only or in the whole city. */
function holder(districts: string[] | null): Session {
  const permissions = ['map:read', 'vehicles:read', 'indices:read'];
  const reach = { units: ['west'], districts };
  return {
    principal: 'account:7',
    via: 'cookie',
    account: 'li',
    display_name: 'Li',
    roles: [],
    permissions,
    reach: districts === null ? {} : Object.fromEntries(permissions.map((name) => [name, reach])),
    language: 'zh',
    csrf_token: '',
    must_change_password: false,
    second_factor: false,
    must_enrol_second_factor: false,
    expires_ms: 9e12,
    watch_until_ms: null,
  };
}

const value = (scope: IndexValue['scope'], key: string) => ({ scope, key }) as IndexValue;

beforeEach(async () => {
  const onError = (error: unknown) => log.error({ err: error }, 'listener');
  states = createTopic<LinkStates>(onError);
  positions = createTopic<VehiclePositions>(onError);
  const vehicles = [WEST_BUS, EAST_BUS, LOST_BUS].map((id) => ({
    id,
    plate: `粤B1234${id}`,
    phone: `1390000000${id}`,
    vehicle_class: 'bus' as const,
    source: 1,
    protocol: '2019' as const,
    online: true,
  }));
  const liveMap = createLiveMap({
    clock: { now: () => 1_000 },
    log,
    lastPlaces: { list: async () => [], save: async () => undefined, forget: async () => undefined },
    network: city.network,
    positions,
    findVehicle: (id) => vehicles.find((vehicle) => vehicle.id === id),
    searchVehicles: (_, limit) => [...vehicles].reverse().slice(0, limit),
    maskPlate: (plate) => plate,
    maskPhone: (phone) => phone.slice(-4),
    nameOf: () => ({ zh: '公交', en: 'Buses' }),
  });
  const authenticate = async () => session;
  http = await createHttp({ log, authenticate, body_limit: 1024 });
  serveLiveMap(liveMap).mount(http);
  const topics = [
    createLiveLinks({ network: city.network, linkStates: states, log }),
    liveMap.topic,
    createLiveIndices({
      updated: createTopic<readonly IndexValue[]>(onError),
      live: () => [value('city', 'city'), value('district', '西区'), value('district', '东区')],
    }),
  ];
  const channel = new LiveChannel(topics, () => '{"type":"hello"}');
  serveLive(channel, { authenticate, changes: [] }, CHECK_MS).mount(http);
  await http.listen({ host: '127.0.0.1', port: 0 });
  tell(WEST_LINK, EAST_LINK);
});
afterEach(() => http.close());

/** Everything moves at 30 km/h, the two buses on the links given, the third on none. */
function tell(west: number, east: number): void {
  const count = city.network.link_count;
  states.publish({
    sequence: 1,
    network_version: '',
    window_start_ms: 0,
    window_end_ms: 60_000,
    speed_kmh: new Float32Array(count).fill(30),
    samples: new Uint16Array(count).fill(1),
    vehicles: new Uint16Array(count).fill(1),
    half_width_kmh: new Float32Array(count),
    free_flow_kmh: new Float32Array(count).fill(60),
    state: new Uint8Array(count).fill(3),
  });
  positions.publish({
    at_ms: 1_000,
    vehicle: Uint32Array.of(WEST_BUS, EAST_BUS, LOST_BUS),
    lon: Float64Array.of(114, 114, 114),
    lat: Float64Array.of(22, 22, 22),
    speed_kmh: [30, 30, 30],
    course_deg: [0, 0, 0],
    link: Uint32Array.of(west, east, 0xffff_ffff),
    fix_ms: Float64Array.of(1_000, 1_000, 1_000),
    came_ms: Float64Array.of(1_000, 1_000, 1_000),
  });
}

/** A browser at the live channel. */
async function listen(topics = 'links,vehicles,indices') {
  const { port } = http.server.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/live?topics=${topics}`);
  socket.binaryType = 'arraybuffer';
  const heard: (LiveFrame | { type: string; values?: IndexValue[] })[] = [];
  socket.addEventListener('message', ({ data }) =>
    heard.push(typeof data === 'string' ? JSON.parse(data) : decodeLiveFrame(data as ArrayBuffer)),
  );
  const closed = new Promise<number>((resolve) =>
    socket.addEventListener('close', ({ code }) => resolve(code)),
  );
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  const frame = async (kind: string) => {
    const found = () => heard.find((each) => 'kind' in each && each.kind === kind);
    await expect.poll(found).toBeDefined();
    return found() as never as { state: Uint8Array; vehicle: Uint32Array; removed: Uint32Array };
  };
  return { socket, heard, closed, frame };
}

describe('an account of one district', () => {
  beforeEach(() => {
    session = holder(['西区']);
  });

  test('hears of the links, vehicles and indices of its district only', async () => {
    const { heard, frame, socket } = await listen();
    const { state } = await frame('links_snapshot');
    expect([state[WEST_LINK], state[EAST_LINK]]).toEqual([3, 0]);
    expect([...(await frame('vehicles_snapshot')).vehicle]).toEqual([WEST_BUS]);
    const message = heard.find((each) => 'type' in each && each.type === 'indices') as {
      values: IndexValue[];
    };
    expect(message.values.map(({ key }) => key)).toEqual(['city', '西区']);
    socket.close();
  });

  test('loses sight of a vehicle that drives out of it', async () => {
    const { frame, socket } = await listen('vehicles');
    await frame('vehicles_snapshot');
    tell(EAST_LINK, WEST_LINK);
    const delta = await frame('vehicles_delta');
    expect([...delta.vehicle]).toEqual([EAST_BUS]);
    expect([...delta.removed].sort()).toEqual([WEST_BUS, LOST_BUS]);
    socket.close();
  });

  test('finds only vehicles there, and cannot tell another from one that does not exist', async () => {
    const get = (url: string) => http.inject({ url: `/api/v1/vehicles${url}` });
    expect((await get('?limit=1')).json()).toMatchObject([{ id: WEST_BUS }]);
    expect((await get(`/${WEST_BUS}`)).statusCode).toBe(200);
    const shape = async (id: number) => {
      const { status, code } = (await get(`/${id}`)).json();
      return { status, code };
    };
    expect(await shape(EAST_BUS)).toEqual(await shape(999));
  });

  test('comes again when its area has changed', async () => {
    const { closed } = await listen();
    session = holder(['东区']);
    expect(await closed).toBe(1012);
  });
});

describe('an open channel', () => {
  test('brings everything to who reaches the whole city, and stays open', async () => {
    session = holder(null);
    const { frame, socket } = await listen();
    expect([...(await frame('vehicles_snapshot')).vehicle]).toEqual([WEST_BUS, EAST_BUS, LOST_BUS]);
    await new Promise((resolve) => setTimeout(resolve, 4 * CHECK_MS));
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.close();
  });

  test('is closed once the account is disabled', async () => {
    session = holder(null);
    const { closed } = await listen();
    session = null;
    expect(await closed).toBe(4401);
  });

  test('is closed once a permission it rests on is taken away', async () => {
    session = holder(null);
    const { closed } = await listen();
    session = { ...holder(null), permissions: ['map:read'] };
    expect(await closed).toBe(4401);
  });
});
