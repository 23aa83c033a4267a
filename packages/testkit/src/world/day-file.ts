import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRawSync, inflateRaw } from 'node:zlib';
import { DAY_BINS, type DayRecord, emptyRecord } from './day-record.ts';

/** Which world a record belongs to: with another answer to one of these it is computed again. */
export interface DayKey {
  readonly network_version: string;
  readonly seed: number;
  readonly trips: number;
  readonly start_ms: number;
}

const MAGIC = 'OpenTOCC world day';
/** Of the format and of the model: raise it when days would come out otherwise. */
const VERSION = 1;

/** One line of JSON, and behind it the known bins, packed: speeds first, then passages. */
export function encodeDay(record: DayRecord, key: DayKey): Uint8Array {
  const cells = record.bin_count * record.link_count;
  const speed = Buffer.from(record.speed.buffer, record.speed.byteOffset, cells);
  const entered = Buffer.from(record.entered.buffer, record.entered.byteOffset, 2 * cells);
  const body = deflateRawSync(Buffer.concat([speed, entered]), { level: 3 });
  const head = {
    magic: MAGIC,
    version: VERSION,
    ...key,
    link_count: record.link_count,
    weight: record.weight,
    bin_count: record.bin_count,
    sha256: digestOf(body),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body]);
}

/**
 * The record of a file, or undefined when it is damaged, of another version or of another world.
 * @param withPassages false leaves the passages out, which are two thirds of it
 */
export async function decodeDay(
  bytes: Uint8Array,
  key: DayKey,
  withPassages = true,
): Promise<DayRecord | undefined> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = file.indexOf(10);
  try {
    const head = JSON.parse(file.toString('utf8', 0, Math.max(0, end)));
    const body = file.subarray(end + 1);
    if (head === null || head.magic !== MAGIC || head.version !== VERSION || head.sha256 !== digestOf(body))
      return undefined;
    if ((Object.keys(key) as (keyof DayKey)[]).some((name) => head[name] !== key[name])) return undefined;
    const cells = await promisify(inflateRaw)(body);
    // The sum is of what is packed alone: a head that does not fit it is damaged too.
    if (head.bin_count > DAY_BINS || cells.length !== 3 * head.bin_count * head.link_count) return undefined;
    return unpack(cells, head, withPassages);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

type Head = Pick<DayRecord, 'start_ms' | 'link_count' | 'weight' | 'bin_count'>;

function unpack(body: Buffer, head: Head, withPassages: boolean): DayRecord {
  const { start_ms, link_count, weight, bin_count } = head;
  const cells = bin_count * link_count;
  const record = emptyRecord(start_ms, withPassages ? link_count : 0, weight);
  const speed = new Uint8Array(DAY_BINS * link_count);
  speed.set(body.subarray(0, cells));
  if (withPassages) Buffer.from(record.entered.buffer).set(body.subarray(cells, 3 * cells));
  return { ...record, link_count, bin_count, speed };
}

const digestOf = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');
