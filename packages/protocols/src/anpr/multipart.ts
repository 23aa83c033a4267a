import { CameraFault } from './plate-read.ts';

/** A part of a multipart body: `name` and `file` as its disposition gives them, empty without one. */
export interface Part {
  readonly name: string;
  readonly file: string;
  /** In lower case and without parameters; empty without one. */
  readonly media: string;
  readonly content: Uint8Array;
}

export interface PartLimits {
  readonly part_bytes: number;
  readonly head_bytes: number;
}

/** A picture of a camera has up to 2 MB; twice that for those of another make. Assumed, 2026-11-28. */
const LIMITS: PartLimits = { part_bytes: 4 * 2 ** 20, head_bytes: 8 * 1024 };
const MOST_PARTS = 16;
const [CR, LF, DASH] = [13, 10, 45];

/** @returns the boundary of a content type, null where it is no multipart. */
export function boundaryOf(content_type: string): string | null {
  const found = /^\s*multipart\/[\w.-]+\s*;.*?\bboundary=(?:"([^"\r\n]{1,120})"|([^\s;"]{1,120}))/i.exec(
    content_type,
  );
  const boundary = found?.[1] ?? found?.[2];
  // Some cameras repeat the two dashes in the header that stand before the boundary in the body.
  return boundary === undefined ? null : boundary.replace(/^--(?=.)/, '');
}

/** All parts of a body. @throws CameraFault when it is cut off, has too many of them, or one too large */
export function readParts(body: Uint8Array, boundary: string): Part[] {
  const parts: Part[] = [];
  const splitter = new PartSplitter(boundary, (part) => {
    if (parts.length >= MOST_PARTS) throw new CameraFault(`more than ${MOST_PARTS} parts`);
    parts.push(part);
  });
  splitter.push(body);
  if (!splitter.ended) throw new CameraFault('a multipart body that is cut off');
  return parts;
}

/**
 * Splits a body of parts that has no end, as an alert stream is, while it comes. A part ends by its Content-Length where
 * it gives one, otherwise at the next boundary. What comes before the first boundary is skipped.
 */
export class PartSplitter {
  #pending: Uint8Array = new Uint8Array();
  /** The head of the part whose content is awaited. */
  #head: { readonly fields: ReadonlyMap<string, string>; readonly length: number | null } | null = null;
  #ended = false;
  readonly #mark: Uint8Array;
  readonly #limits: PartLimits;

  constructor(
    boundary: string,
    private readonly take: (part: Part) => void,
    limits: Partial<PartLimits> = {},
  ) {
    this.#mark = new TextEncoder().encode(`--${boundary}`);
    this.#limits = { ...LIMITS, ...limits };
  }

  /** Whether the last boundary has come. */
  get ended(): boolean {
    return this.#ended;
  }

  /** @throws CameraFault when a head or a part is larger than it may be; nothing can be read after that */
  push(chunk: Uint8Array): void {
    this.#pending = concat(this.#pending, chunk);
    while (!this.#ended && (this.#head === null ? this.#readHead() : this.#readContent()));
  }

  #readHead(): boolean {
    const at = indexOf(this.#pending, this.#mark, 0);
    if (at < 0) {
      // The boundary may be cut: as many bytes stay as it could have.
      if (this.#pending.length > this.#limits.part_bytes) throw new CameraFault('no boundary');
      return false;
    }
    const after = at + this.#mark.length;
    if (this.#pending.length < after + 2) return false;
    if (this.#pending[after] === DASH && this.#pending[after + 1] === DASH) {
      this.#ended = true;
      return false;
    }
    const end = endOfHead(this.#pending, after);
    if (end === null) {
      if (this.#pending.length - after > this.#limits.head_bytes)
        throw new CameraFault('a head that is too long');
      return false;
    }
    if (end.from - after > this.#limits.head_bytes) throw new CameraFault('a head that is too long');
    const fields = fieldsOf(this.#pending.subarray(after, end.from));
    const given = fields.get('content-length');
    const length = given !== undefined && /^\d{1,9}$/.test(given) ? Number(given) : null;
    if (length !== null && length > this.#limits.part_bytes)
      throw new CameraFault(`a part of ${length} bytes`);
    this.#pending = this.#pending.slice(end.to);
    this.#head = { fields, length };
    return true;
  }

  #readContent(): boolean {
    const { length } = this.#head!;
    const end = length === null ? indexOf(this.#pending, this.#mark, 0) : length;
    if (end < 0 || this.#pending.length < end) {
      if (this.#pending.length > this.#limits.part_bytes + this.#limits.head_bytes)
        throw new CameraFault('a part that is too large');
      return false;
    }
    const content = this.#pending.slice(0, length === null ? withoutLineEnd(this.#pending, end) : end);
    this.#pending = this.#pending.slice(end);
    const { fields } = this.#head!;
    this.#head = null;
    this.take(partOf(fields, content));
    return true;
  }
}

function partOf(fields: ReadonlyMap<string, string>, content: Uint8Array): Part {
  const disposition = fields.get('content-disposition') ?? '';
  const parameterOf = (name: string) =>
    new RegExp(`\\b${name}=(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(disposition)?.slice(1).find(Boolean) ?? '';
  const media = (fields.get('content-type') ?? '').split(';')[0].trim().toLowerCase();
  return { name: parameterOf('name'), file: parameterOf('filename'), media, content };
}

function fieldsOf(head: Uint8Array): ReadonlyMap<string, string> {
  const lines = new TextDecoder('utf-8').decode(head).split(/\r?\n/);
  return new Map(
    lines.flatMap((line) => {
      const colon = line.indexOf(':');
      return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]] : [];
    }),
  );
}

/** Where the empty line after a head is; some cameras end lines by LF alone. */
function endOfHead(bytes: Uint8Array, from: number): { from: number; to: number } | null {
  for (let i = from; i < bytes.length; i++) {
    if (bytes[i] !== LF) continue;
    if (bytes[i + 1] === LF) return { from: i, to: i + 2 };
    if (bytes[i + 1] === CR && bytes[i + 2] === LF) return { from: i, to: i + 3 };
  }
  return null;
}

function withoutLineEnd(bytes: Uint8Array, end: number): number {
  if (bytes[end - 1] !== LF) return end;
  return bytes[end - 2] === CR ? end - 2 : end - 1;
}

function indexOf(bytes: Uint8Array, mark: Uint8Array, from: number): number {
  outer: for (let at = bytes.indexOf(mark[0], from); at >= 0; at = bytes.indexOf(mark[0], at + 1)) {
    for (let i = 1; i < mark.length; i++) if (bytes[at + i] !== mark[i]) continue outer;
    return at;
  }
  return -1;
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
