import { PbfReader } from 'pbf';
import type { Tags } from './osm-access.ts';
import type { OsmMember } from './osm-restrictions.ts';

export interface OsmNode {
  readonly type: 'node';
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
  readonly tags: Tags;
}

export interface OsmWayItem {
  readonly type: 'way';
  readonly id: number;
  readonly refs: readonly number[];
  /** Places of the nodes, degrees; empty unless the file has locations on ways. */
  readonly lons: readonly number[];
  readonly lats: readonly number[];
  readonly tags: Tags;
}

export interface OsmRelation {
  readonly type: 'relation';
  readonly members: readonly OsmMember[];
  readonly tags: Tags;
}

export type OsmItem = OsmNode | OsmWayItem | OsmRelation;

/** What a PrimitiveBlock says for all that it holds. */
interface Block {
  readonly strings: string[];
  readonly groups: Uint8Array[];
  /** Of one unit, and offsets, all in 1e-9 degrees. */
  granularity: number;
  lat_offset: number;
  lon_offset: number;
}

/** Fields of nodes, ways and relations alike, as they stand. */
interface Raw {
  id: number;
  keys: number[];
  vals: number[];
  visible: boolean;
  /** Fields 8, 9 and 10: place of a node; nodes and places of a way; roles, members and types of a relation. */
  a: number[];
  b: number[];
  c: number[];
}

const MEMBER_TYPES = ['node', 'way', 'relation'] as const;
const NO_TAGS: Tags = {};

/** What an OSMHeader block says that a reader must know. */
export function requiredFeatures(header: Uint8Array): string[] {
  return new PbfReader(header).readFields((field, into: string[], pbf) => {
    if (field === 4) into.push(pbf.readString());
  }, []);
}

/** Elements of an OSMData block that were not deleted. @throws Error when it is damaged. */
export function* itemsOf(bytes: Uint8Array): Generator<OsmItem> {
  const block = readBlock(bytes);
  for (const group of block.groups) {
    const items: OsmItem[] = [];
    new PbfReader(group).readFields((field, _, pbf) => {
      if (field === 1) push(items, nodeOf(readRaw(pbf, 'node'), block));
      else if (field === 2) readDense(pbf.readBytes(), block, items);
      else if (field === 3) push(items, wayOf(readRaw(pbf, 'way'), block));
      else if (field === 4) push(items, relationOf(readRaw(pbf, 'relation'), block));
    }, undefined);
    yield* items;
  }
}

function push(items: OsmItem[], item: OsmItem | undefined): void {
  if (item) items.push(item);
}

function readBlock(bytes: Uint8Array): Block {
  const block: Block = { strings: [], groups: [], granularity: 100, lat_offset: 0, lon_offset: 0 };
  new PbfReader(bytes).readFields((field, _, pbf) => {
    if (field === 1)
      pbf.readMessage((at, strings: string[]) => {
        if (at === 1) strings.push(pbf.readString());
      }, block.strings);
    else if (field === 2) block.groups.push(pbf.readBytes());
    else if (field === 17) block.granularity = pbf.readVarint();
    else if (field === 19) block.lat_offset = pbf.readVarint(true);
    else if (field === 20) block.lon_offset = pbf.readVarint(true);
  }, undefined);
  return block;
}

function readRaw(pbf: PbfReader, type: OsmItem['type']): Raw {
  const raw: Raw = { id: 0, keys: [], vals: [], visible: true, a: [], b: [], c: [] };
  // Relations number roles and members without a sign, the others positions and references with one.
  const readNumbers = (into: number[]) =>
    type === 'relation' ? pbf.readPackedVarint(into) : pbf.readPackedSVarint(into);
  const readId = () => (type === 'node' ? pbf.readSVarint() : pbf.readVarint(true));
  return pbf.readMessage((field, into) => {
    if (field === 1) into.id = readId();
    else if (field === 2) pbf.readPackedVarint(into.keys);
    else if (field === 3) pbf.readPackedVarint(into.vals);
    else if (field === 4) into.visible = readVisible(pbf);
    else if (field === 8) readNumbers(into.a);
    else if (field === 9) pbf.readPackedSVarint(into.b);
    else if (field === 10) readNumbers(into.c);
  }, raw);
}

/** Whether the info of an item says that it was not deleted. */
function readVisible(pbf: PbfReader): boolean {
  const info = { visible: true };
  pbf.readMessage((at, into: typeof info) => {
    if (at === 6) into.visible = pbf.readBoolean();
  }, info);
  return info.visible;
}

function nodeOf({ id, visible, a, b, keys, vals }: Raw, block: Block): OsmNode | undefined {
  if (!visible) return undefined;
  const [lon, lat] = [lonOf(b[0], block), latOf(a[0], block)];
  return { type: 'node', id, lon, lat, tags: tagsOf(keys, vals, block) };
}

function wayOf({ id, visible, a, b, c, keys, vals }: Raw, block: Block): OsmWayItem | undefined {
  if (!visible) return undefined;
  const lats = summed(b).map((lat) => latOf(lat, block));
  const lons = summed(c).map((lon) => lonOf(lon, block));
  return { type: 'way', id, refs: summed(a), lons, lats, tags: tagsOf(keys, vals, block) };
}

function relationOf({ visible, a, b, c, keys, vals }: Raw, block: Block): OsmRelation | undefined {
  if (!visible) return undefined;
  const members = summed(b).map((ref, i): OsmMember => {
    const type = MEMBER_TYPES[c[i]];
    if (type === undefined) throw new Error(`a relation with a member of type ${c[i]}`);
    return { type, ref, role: stringOf(a[i], block) };
  });
  return { type: 'relation', members, tags: tagsOf(keys, vals, block) };
}

function readDense(bytes: Uint8Array, block: Block, items: OsmItem[]): void {
  const [ids, lats, lons, keys_vals]: number[][] = [[], [], [], []];
  const visible: boolean[] = [];
  new PbfReader(bytes).readFields((field, _, pbf) => {
    if (field === 1) pbf.readPackedSVarint(ids);
    else if (field === 8) pbf.readPackedSVarint(lats);
    else if (field === 9) pbf.readPackedSVarint(lons);
    else if (field === 10) pbf.readPackedVarint(keys_vals);
    else if (field === 5)
      pbf.readMessage((at) => {
        if (at === 6) pbf.readPackedBoolean(visible);
      }, undefined);
  }, undefined);
  if (lats.length !== ids.length || lons.length !== ids.length) throw new Error('nodes without a place');
  let [id, lat, lon, at] = [0, 0, 0, 0];
  for (let i = 0; i < ids.length; i++) {
    id += ids[i];
    lat += lats[i];
    lon += lons[i];
    const first = at;
    while (at < keys_vals.length && keys_vals[at] !== 0) at += 2;
    const tags = at === first ? NO_TAGS : pairsOf(keys_vals.slice(first, at), block);
    at++;
    if (visible[i] === false) continue;
    items.push({ type: 'node', id, lon: lonOf(lon, block), lat: latOf(lat, block), tags });
  }
}

function tagsOf(keys: readonly number[], vals: readonly number[], block: Block): Tags {
  return pairsOf(
    keys.flatMap((key, i) => [key, vals[i]]),
    block,
  );
}

function pairsOf(indices: readonly number[], block: Block): Tags {
  if (indices.length === 0) return NO_TAGS;
  const tags: Record<string, string> = {};
  for (let i = 0; i < indices.length; i += 2)
    tags[stringOf(indices[i], block)] = stringOf(indices[i + 1], block);
  return tags;
}

function stringOf(index: number, { strings }: Block): string {
  const text = strings[index];
  if (text === undefined) throw new Error(`a text ${index} of ${strings.length}`);
  return text;
}

function summed(deltas: readonly number[]): number[] {
  let sum = 0;
  return deltas.map((delta) => {
    sum += delta;
    return sum;
  });
}

function lonOf(units: number, { granularity, lon_offset }: Block): number {
  return within((lon_offset + granularity * units) / 1e9, 180);
}

function latOf(units: number, { granularity, lat_offset }: Block): number {
  return within((lat_offset + granularity * units) / 1e9, 90);
}

function within(degrees: number, most: number): number {
  if (!(Math.abs(degrees) <= most)) throw new Error(`a place at ${degrees}°`);
  return degrees;
}
