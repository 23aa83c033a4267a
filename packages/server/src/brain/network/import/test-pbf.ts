import { deflateSync } from 'node:zlib';
import { PbfWriter } from 'pbf';
import type { Tags } from './osm-access.ts';

/** A street map in a few lines, to be written as an OSM PBF file. */
export interface TestMap {
  /** Degrees by node. */
  readonly nodes: Readonly<Record<number, readonly [lon: number, lat: number]>>;
  readonly node_tags?: Readonly<Record<number, Tags>>;
  readonly ways: readonly { readonly id: number; readonly refs: readonly number[]; readonly tags: Tags }[];
  readonly relations?: readonly {
    readonly tags: Tags;
    readonly members: readonly (readonly [role: string, type: 'node' | 'way', ref: number])[];
  }[];
  /** Ways that are marked as deleted. */
  readonly deleted?: readonly number[];
}

export interface TestPbfOptions {
  readonly compression?: 'raw' | 'zlib' | 'lz4' | 'zstd';
  /** Places stand on ways; nodes without tags are left out. */
  readonly locations_on_ways?: boolean;
  readonly features?: readonly string[];
}

const FIELD = { raw: 1, zlib: 3, lz4: 6, zstd: 7 } as const;
const UNITS = 1e7;

/** The bytes of an OSM PBF file of a header and one block. */
export function testPbf(map: TestMap, options: TestPbfOptions = {}): Uint8Array {
  const { compression = 'zlib', features = ['OsmSchema-V0.6', 'DenseNodes'] } = options;
  const header = new PbfWriter();
  for (const feature of features) header.writeStringField(4, feature);
  return Buffer.concat([
    blobOf('OSMHeader', header.finish(), compression),
    blobOf('OSMData', blockOf(map, options.locations_on_ways ?? false), compression),
  ]);
}

function blobOf(
  type: string,
  bytes: Uint8Array,
  compression: NonNullable<TestPbfOptions['compression']>,
): Buffer {
  const blob = new PbfWriter();
  const data =
    compression === 'zlib' ? deflateSync(bytes) : compression === 'lz4' ? literalLz4(bytes) : bytes;
  blob.writeVarintField(2, bytes.length);
  blob.writeBytesField(FIELD[compression], data);
  const body = blob.finish();
  const header = new PbfWriter();
  header.writeStringField(1, type);
  header.writeVarintField(3, body.length);
  const head = header.finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, body]);
}

/** The simplest lz4 block: one sequence of literals. */
function literalLz4(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 15) return Uint8Array.of(bytes.length << 4, ...bytes);
  const rest = bytes.length - 15;
  const long = [...Array.from({ length: Math.floor(rest / 255) }, () => 255), rest % 255];
  return Uint8Array.of(0xf0, ...long, ...bytes);
}

function blockOf(map: TestMap, on_ways: boolean): Uint8Array {
  const strings = [''];
  const indexOf = (text: string) => {
    const known = strings.indexOf(text);
    return known < 0 ? strings.push(text) - 1 : known;
  };
  const group = new PbfWriter();
  const { nodes, node_tags = {}, ways, relations = [], deleted = [] } = map;
  const writeTags = (pbf: PbfWriter, tags: Tags) => {
    pbf.writePackedVarint(2, Object.keys(tags).map(indexOf));
    pbf.writePackedVarint(3, Object.values(tags).map(indexOf));
  };
  for (const [id, [lon, lat]] of Object.entries(nodes)) {
    const tags = node_tags[Number(id)];
    if (on_ways && !tags) continue;
    const pbf = new PbfWriter();
    pbf.writeSVarintField(1, Number(id));
    writeTags(pbf, tags ?? {});
    pbf.writeSVarintField(8, Math.round(lat * UNITS));
    pbf.writeSVarintField(9, Math.round(lon * UNITS));
    group.writeBytesField(1, pbf.finish());
  }
  for (const { id, refs, tags } of ways) {
    const pbf = new PbfWriter();
    pbf.writeVarintField(1, id);
    writeTags(pbf, tags);
    if (deleted.includes(id)) pbf.writeMessage(4, (_, info) => info.writeBooleanField(6, false), undefined);
    pbf.writePackedSVarint(8, deltas(refs));
    const places = on_ways ? refs.map((ref) => nodes[ref]) : [];
    pbf.writePackedSVarint(9, deltas(places.map(([, lat]) => Math.round(lat * UNITS))));
    pbf.writePackedSVarint(10, deltas(places.map(([lon]) => Math.round(lon * UNITS))));
    group.writeBytesField(3, pbf.finish());
  }
  for (const { tags, members } of relations) {
    const pbf = new PbfWriter();
    pbf.writeVarintField(1, 1);
    writeTags(pbf, tags);
    pbf.writePackedVarint(
      8,
      members.map(([role]) => indexOf(role)),
    );
    pbf.writePackedSVarint(9, deltas(members.map(([, , ref]) => ref)));
    pbf.writePackedVarint(
      10,
      members.map(([, type]) => (type === 'node' ? 0 : 1)),
    );
    group.writeBytesField(4, pbf.finish());
  }
  const block = new PbfWriter();
  block.writeMessage(
    1,
    (texts, pbf) => {
      for (const text of texts) pbf.writeBytesField(1, Buffer.from(text));
    },
    strings,
  );
  block.writeBytesField(2, group.finish());
  return block.finish();
}

function deltas(values: readonly number[]): number[] {
  return values.map((value, i) => value - (i === 0 ? 0 : values[i - 1]));
}
