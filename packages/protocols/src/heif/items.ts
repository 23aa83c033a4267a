import { type Box, BoxReader, boxesIn } from './box-reader.ts';

/** Bytes of an item, [from, to) in the file. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

/** Items and their places: a photograph of 48 megapixels has some 500, and a file may be made to have millions. */
const MOST_PLACES = 100_000;

/** Types of items by their number (`iinf`). Items of the form of before 2012 say what they are as mail does: `mime`. */
export function itemTypes(bytes: Uint8Array, { body, end }: Box): Map<number, { type: string; at: number }> {
  const head = new BoxReader(bytes, body, end);
  const version = head.read(4) >>> 24;
  head.skip(version === 0 ? 2 : 4);
  const types = new Map<number, { type: string; at: number }>();
  for (const entry of boxesIn(bytes, head.at, end)) {
    const reader = new BoxReader(bytes, entry.body, entry.end);
    const form = reader.read(4) >>> 24;
    const id = reader.read(form === 3 ? 4 : 2);
    reader.skip(2);
    const { at } = reader;
    types.set(id, form < 2 ? { type: 'mime', at: -1 } : { type: reader.type(), at });
  }
  return types;
}

/**
 * Where the bytes of each item lie (`iloc`).
 * @param idat the box that holds those that lie in the description itself
 * @throws RangeError where they lie in another file or item, or beyond the end, and where there are too many
 */
export function itemExtents(bytes: Uint8Array, box: Box, idat: Box | undefined): Map<number, Extent[]> {
  const reader = new BoxReader(bytes, box.body, box.end);
  const form = formOf(reader);
  const extents = new Map<number, Extent[]>();
  let places = 0;
  for (let left = reader.read(form.id_size); left > 0; left--) {
    const id = reader.read(form.id_size);
    const method = reader.read(form.method_size) & 15;
    if (reader.read(2) !== 0) throw new RangeError('an item lies in another file');
    const start = originOf(method, idat) + reader.read(form.base_size);
    const end = method === 1 && idat ? idat.end : bytes.length;
    const own: Extent[] = [];
    const own_places = reader.read(2);
    places += 1 + own_places;
    if (places > MOST_PLACES) throw new RangeError(`items lie in more than ${MOST_PLACES} places`);
    for (let n = own_places; n > 0; n--) {
      reader.skip(form.index_size);
      const from = start + reader.read(form.offset_size);
      own.push(extentOf(from, from + reader.read(form.length_size), end));
    }
    extents.set(id, own);
  }
  return extents;
}

/** How many bytes each number of the list has, by its version and head. */
function formOf(reader: BoxReader) {
  const version = reader.read(4) >>> 24;
  const [sizes, more] = [reader.read(1), reader.read(1)];
  return {
    ...{ offset_size: sizes >> 4, length_size: sizes & 15, base_size: more >> 4 },
    ...{ index_size: version === 0 ? 0 : more & 15, method_size: version === 0 ? 0 : 2 },
    id_size: version === 2 ? 4 : 2,
  };
}

function originOf(method: number, idat: Box | undefined): number {
  if (method === 0) return 0;
  if (method === 1 && idat) return idat.body;
  throw new RangeError('an item lies in another item');
}

function extentOf(from: number, to: number, end: number): Extent {
  if (to <= from || to > end) throw new RangeError('an item lies beyond the end');
  return { from, to };
}
