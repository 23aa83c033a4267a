import { utmToWgs84 } from '@opentocc/core/geo';
import {
  LINK_FLAG,
  type LinkClass,
  type RawBan,
  type RawLink,
  type RawNetwork,
  type RawNode,
  USER_BIT,
} from '@opentocc/core/network';
import { SaxesParser } from 'saxes';
import { networkErrors } from '../errors.ts';
import { Dropped } from './dropped.ts';
import { openPlain } from './gzip.ts';
import type { ImportOptions } from './options.ts';
import { usersOfPermission } from './sumo-users.ts';

type Attributes = Readonly<Record<string, string>>;

interface SumoEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly type: string;
  readonly shape: string;
  readonly lanes: SumoLane[];
  /** Of its first lane, which ends where the junctions begin. */
  length_m: number;
}

interface SumoLane {
  /** Mask of the road users that it is open to. */
  readonly users: number;
  readonly speed_mps: number;
}

/** A connection of lanes of two edges, as the file states it. */
interface Connection {
  readonly from: string;
  readonly to: string;
  readonly fromLane?: string;
  readonly toLane?: string;
  readonly allow?: string;
  readonly disallow?: string;
}

const ATTRIBUTION = 'SUMO network; © OpenStreetMap contributors (ODbL) where it was made from OSM';
const KMH_PER_MPS = 3.6;
const CLASS_OF_TYPE: readonly (readonly [pattern: RegExp, link_class: LinkClass])[] = [
  [/motorway/, 'motorway'],
  [/trunk/, 'expressway'],
  [/primary|secondary/, 'arterial'],
  [/tertiary/, 'collector'],
];

/**
 * Reads a SUMO network (`.net.xml`): edges for motor vehicles become links with the road users that their lanes are open to,
 * connections between these lanes say who may turn. Coordinates come back by the file's UTM projection.
 * @throws AppError when the file is no SUMO network, is cut off, has no projection, or has no edge for motor vehicles.
 */
export async function importSumoNet(
  file: string,
  { districts, onProgress }: ImportOptions,
): Promise<RawNetwork> {
  const reader = new NetReader(file, onProgress);
  await reader.read();
  return { ...reader.toNetwork(), districts };
}

class NetReader {
  readonly #file: string;
  readonly #onProgress: ImportOptions['onProgress'];
  readonly #dropped = new Dropped();
  readonly #edges: SumoEdge[] = [];
  readonly #junctions = new Map<
    string,
    { readonly x: number; readonly y: number; readonly signals: boolean }
  >();
  readonly #connections: Connection[] = [];
  #place: ((x: number, y: number) => [lon: number, lat: number]) | undefined;
  #edge: SumoEdge | undefined;

  constructor(file: string, onProgress: ImportOptions['onProgress']) {
    this.#file = file;
    this.#onProgress = onProgress;
  }

  async read(): Promise<void> {
    const parser = new SaxesParser();
    parser.on('opentag', ({ name, attributes }) => this.#open(name, attributes as Attributes));
    parser.on('closetag', ({ name }) => this.#close(name));
    try {
      const bytes = await openPlain(this.#file);
      for await (const chunk of bytes.setEncoding('utf8')) parser.write(chunk as string);
      parser.close();
    } catch (error) {
      throw networkErrors.damaged_sumo({
        file: this.#file,
        reason: error instanceof Error ? error.message : String(error),
      });
    }
    if (this.#edges.length === 0) throw networkErrors.no_links({ file: this.#file });
    this.#onProgress?.('cut', this.#edges.length);
  }

  toNetwork(): Omit<RawNetwork, 'districts'> {
    const place = this.#place;
    if (!place) throw networkErrors.no_projection({ file: this.#file });
    const index = new Map<string, number>();
    const nodes: RawNode[] = [...this.#junctions].map(([id, { x, y, signals }], at) => {
      index.set(id, at);
      const [lon, lat] = place(x, y);
      return { lon, lat, signals };
    });
    const edges = this.#edges.filter(({ from, to }) => index.has(from) && index.has(to));
    this.#dropped.add('edge_without_junction', this.#edges.length - edges.length);
    const reverse = reversesOf(edges);
    const links = edges.map(
      (edge, at): RawLink => ({
        from: index.get(edge.from) ?? 0,
        to: index.get(edge.to) ?? 0,
        class: classOf(edge),
        users: usersOf(edge),
        lanes: mainLanes(edge).length,
        limit_kmh: Math.round(speed_mpsOf(edge) * KMH_PER_MPS),
        name: edge.name,
        source: `sumo:${edge.id}`,
        flags: /_link/.test(edge.type) ? LINK_FLAG.ramp : 0,
        shape: innerShape(edge.shape, place),
        reverse: reverse[at],
      }),
    );
    return {
      ...{ name_zh: '', name_en: '', attribution: ATTRIBUTION, notice_zh: '', notice_en: '' },
      ...{ nodes, links, bans: this.#bans(edges), streets: [], places: [] },
      dropped: this.#dropped.toRecord(),
    };
  }

  #open(name: string, attributes: Attributes): void {
    if (name === 'location') this.#place = projectionOf(attributes);
    else if (name === 'edge') this.#edge = edgeOf(attributes);
    else if (name === 'lane' && this.#edge) addLane(this.#edge, attributes);
    else if (name === 'junction' && attributes.type !== 'internal') this.#addJunction(attributes);
    else if (name === 'connection') this.#addConnection(attributes);
  }

  #close(name: string): void {
    if (name !== 'edge' || !this.#edge) return;
    const edge = this.#edge;
    this.#edge = undefined;
    if (usersOf(edge) === 0) {
      this.#dropped.add('no_lane_for_cars');
      this.#dropped.add('no_lane_for_cars_km', edge.length_m / 1000);
      return;
    }
    this.#edges.push(edge);
    if (this.#edges.length % 1000 === 0) this.#onProgress?.('read', this.#edges.length);
  }

  #addJunction({ id, x, y, type }: Attributes): void {
    this.#junctions.set(id, { x: Number(x), y: Number(y), signals: type.startsWith('traffic_light') });
  }

  /** Those within a junction say nothing of turns. */
  #addConnection({ from, to, fromLane, toLane, allow, disallow }: Attributes): void {
    if (!from.startsWith(':')) this.#connections.push({ from, to, fromLane, toLane, allow, disallow });
  }

  /** Pairs of edges that meet without a connection for all or some of those who may drive both. */
  #bans(edges: readonly SumoEdge[]): RawBan[] {
    const connected = this.#connectedUsers(edges);
    const leaving = new Map<string, number[]>();
    edges.forEach(({ from }, at) => {
      leaving.set(from, [...(leaving.get(from) ?? []), at]);
    });
    return edges.flatMap((edge, at) =>
      (leaving.get(edge.to) ?? []).flatMap((next): RawBan[] => {
        const may_turn = connected.get(`${edge.id} ${edges[next].id}`) ?? 0;
        if (may_turn === 0) return [{ links: [at, next] }];
        const stopped = usersOf(edge) & usersOf(edges[next]) & ~may_turn;
        return stopped === 0 ? [] : [{ links: [at, next], users: stopped }];
      }),
    );
  }

  /** By `from to`: mask of the users that some connection leads from a lane of theirs to a lane of theirs. */
  #connectedUsers(edges: readonly SumoEdge[]): Map<string, number> {
    const byId = new Map(edges.map((edge) => [edge.id, edge]));
    const users = new Map<string, number>();
    for (const { from, to, fromLane, toLane, allow, disallow } of this.#connections) {
      const ends = laneUsers(byId.get(from), fromLane) & laneUsers(byId.get(to), toLane);
      const key = `${from} ${to}`;
      users.set(key, (users.get(key) ?? 0) | (ends & usersOfPermission(allow, disallow)));
    }
    return users;
  }
}

/** Edges other than for crossings, walking and the inside of junctions. */
function edgeOf({ id, from, to, name, type, shape, function: use }: Attributes): SumoEdge | undefined {
  if (use !== undefined && use !== 'normal') return undefined;
  const texts = { name: name ?? '', type: type ?? '', shape: shape ?? '' };
  return { id, from, to, ...texts, lanes: [], length_m: 0 };
}

function addLane(edge: SumoEdge, { allow, disallow, speed, length }: Attributes): void {
  if (edge.length_m === 0) edge.length_m = Number(length);
  edge.lanes.push({ users: usersOfPermission(allow, disallow), speed_mps: Number(speed) });
}

/** Mask of the users of a lane; of its whole edge when the file names no lane. */
function laneUsers(edge: SumoEdge | undefined, lane: string | undefined): number {
  if (!edge) return 0;
  return lane === undefined ? usersOf(edge) : (edge.lanes[Number(lane)]?.users ?? 0);
}

function usersOf({ lanes }: SumoEdge): number {
  return lanes.reduce((mask, { users }) => mask | users, 0);
}

/** The lanes for cars; on a road without any, those for other motor vehicles. */
function mainLanes({ lanes }: SumoEdge): readonly SumoLane[] {
  const forCars = lanes.filter(({ users }) => (users & USER_BIT.car) !== 0);
  return forCars.length > 0 ? forCars : lanes.filter(({ users }) => users !== 0);
}

function speed_mpsOf(edge: SumoEdge): number {
  return Math.max(...mainLanes(edge).map(({ speed_mps }) => speed_mps));
}

/** @returns undefined when the file's projection is not UTM. */
function projectionOf({ netOffset, projParameter }: Attributes) {
  const [, zone] = /\+proj=utm.*\+zone=(\d+)/.exec(projParameter ?? '') ?? [];
  if (zone === undefined) return undefined;
  const [offset_x, offset_y] = netOffset.split(',').map(Number);
  const south = /\+south/.test(projParameter);
  return (x: number, y: number) => utmToWgs84(x - offset_x, y - offset_y, Number(zone), south);
}

function innerShape(shape: string, place: (x: number, y: number) => [number, number]): number[] {
  const points = shape.split(' ').filter((point) => point !== '');
  return points.slice(1, -1).flatMap((point) => {
    const [x, y] = point.split(',').map(Number);
    return place(x, y);
  });
}

/** The edge of the other direction: the same id with a minus sign, or else the only one between the same junctions. */
function reversesOf(edges: readonly SumoEdge[]): (number | undefined)[] {
  const byId = new Map(edges.map(({ id }, at) => [id, at]));
  const byEnds = new Map<string, number[]>();
  edges.forEach(({ from, to }, at) => {
    const key = `${from} ${to}`;
    byEnds.set(key, [...(byEnds.get(key) ?? []), at]);
  });
  return edges.map(({ id, from, to }) => {
    const opposite = byEnds.get(`${to} ${from}`) ?? [];
    const named = byId.get(id.startsWith('-') ? id.slice(1) : `-${id}`);
    if (named !== undefined && opposite.includes(named)) return named;
    const same = byEnds.get(`${from} ${to}`) ?? [];
    return opposite.length === 1 && same.length === 1 ? opposite[0] : undefined;
  });
}

function classOf(edge: SumoEdge): LinkClass {
  const { type } = edge;
  const known = CLASS_OF_TYPE.find(([pattern]) => pattern.test(type));
  if (known) return known[1];
  if (/highway/.test(type)) return 'local';
  // A network drawn by hand has no types: judge by speed and width.
  const speed_kmh = speed_mpsOf(edge) * KMH_PER_MPS;
  if (speed_kmh >= 80) return 'expressway';
  return speed_kmh >= 45 && mainLanes(edge).length >= 2 ? 'arterial' : 'local';
}
