import { type Box, BoxReader, boxesIn } from './box-reader.ts';
import { type Extent, itemExtents, itemTypes } from './items.ts';

export interface CleanHeif {
  readonly content: Uint8Array;
  /** Pixels of the largest picture in it; 0 where none says so. */
  readonly width: number;
  readonly height: number;
}

/** Items that are picture, or say how pictures stand together; whatever else there is goes. */
const PICTURES = new Set(['hvc1', 'av01', 'grid', 'iovl', 'iden', 'tmap']);
const TOP = new Set(['ftyp', 'meta', 'mdat']);
const IN_META = new Set(['hdlr', 'pitm', 'iinf', 'iloc', 'iref', 'iprp', 'idat', 'grpl']);
/** Properties with words, times (of the atomic clock too), where the camera stood, and makers. */
const TELLING = new Set(['udes', 'crtt', 'mdft', 'itai', 'taic', 'cmex', 'uuid', 'altt']);
const FREE = [...'free'].map((letter) => letter.charCodeAt(0));
const MOST_ITEMS = 4_000;

/**
 * Removes from a photograph of HEIF (ISO/IEC 23008-12: HEIC, AVIF) all that is not picture: EXIF with place and device, XMP,
 * boxes of makers, videos behind it, and bytes that no picture refers to. Nothing moves: what goes is overwritten with zeros and its
 * box or item renamed to `free`, so that every offset holds and the picture is that of the camera, bit by bit. What an encoder writes
 * within the coded picture itself is not looked at.
 * @throws RangeError where it is no whole file of this form
 */
export function cleanHeif(given: Uint8Array): CleanHeif {
  const bytes = Uint8Array.from(given);
  const top = boxesIn(bytes, 0, bytes.length);
  const meta = only(top, 'meta');
  // Four bytes of version and flags come before what is in it.
  const parts = boxesIn(bytes, meta.body + 4, meta.end);
  const idat = parts.find(({ type }) => type === 'idat');
  const types = itemTypes(bytes, only(parts, 'iinf'));
  const extents = itemExtents(bytes, only(parts, 'iloc'), idat);
  if (types.size > MOST_ITEMS) throw new RangeError(`there are more than ${MOST_ITEMS} items`);
  checkPrimary(bytes, only(parts, 'pitm'), types);

  const properties = propertiesIn(bytes, parts);
  const size = largestOf(bytes, properties);
  const pictures = [...types]
    .filter(([, { type }]) => PICTURES.has(type))
    .flatMap(([id]) => extents.get(id) ?? []);
  const others = [...types].filter(([, { type }]) => !PICTURES.has(type));
  for (const { body, end } of [...top.filter(({ type }) => type === 'mdat'), ...(idat ? [idat] : [])])
    bytes.fill(0, body, end);
  for (const { from, to } of joined(pictures)) bytes.set(given.subarray(from, to), from);
  for (const { from, to } of joined(others.flatMap(([id]) => extents.get(id) ?? []))) bytes.fill(0, from, to);
  for (const [, { at }] of others) if (at >= 0) bytes.set(FREE, at);
  const telling = properties.filter(({ type }) => TELLING.has(type));
  const strange = [
    ...top.filter(({ type }) => !TOP.has(type)),
    ...parts.filter(({ type }) => !IN_META.has(type)),
  ];
  for (const one of [...telling, ...strange]) free(bytes, one);
  return { content: bytes, ...size };
}

function only(boxes: readonly Box[], type: string): Box {
  const found = boxes.filter((box) => box.type === type);
  if (found.length !== 1) throw new RangeError(`there are ${found.length} boxes ${type}`);
  return found[0];
}

/** What a viewer opens must be left when all else is gone. */
function checkPrimary(
  bytes: Uint8Array,
  { body, end }: Box,
  types: ReadonlyMap<number, { type: string }>,
): void {
  const reader = new BoxReader(bytes, body, end);
  const id = reader.read(reader.read(4) >>> 24 === 0 ? 2 : 4);
  const type = types.get(id)?.type ?? '';
  if (!PICTURES.has(type)) throw new RangeError(`the picture is of the form ${type || 'that nothing names'}`);
}

/** The same bytes, each once and in order: a file may name the whole of itself again and again. */
function joined(extents: readonly Extent[]): Extent[] {
  const found: { from: number; to: number }[] = [];
  for (const { from, to } of [...extents].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
}

/** What is said of pictures: size, colours, turns. */
function propertiesIn(bytes: Uint8Array, parts: readonly Box[]): Box[] {
  const within = (boxes: readonly Box[], type: string) =>
    boxes.filter((box) => box.type === type).flatMap(({ body, end }) => boxesIn(bytes, body, end));
  return within(within(parts, 'iprp'), 'ipco');
}

/** Pixels of the largest picture. */
function largestOf(bytes: Uint8Array, properties: readonly Box[]): Pick<CleanHeif, 'width' | 'height'> {
  let size = { width: 0, height: 0 };
  for (const { body, end } of properties.filter(({ type }) => type === 'ispe')) {
    const reader = new BoxReader(bytes, body + 4, end);
    const [width, height] = [reader.read(4), reader.read(4)];
    if (width * height > size.width * size.height) size = { width, height };
  }
  return size;
}

/** The box stays where it is, and holds nothing. */
function free(bytes: Uint8Array, { start, body, end }: Box): void {
  bytes.set(FREE, start + 4);
  bytes.fill(0, body, end);
}
