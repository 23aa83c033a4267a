import type { ByteReader, ByteWriter } from './bytes.ts';
import { decodePlate, deviceText, encodeGbk, hexOf } from './text.ts';
import { CHINA_OFFSET_MS, readBcdTime, writeBcdTime } from './time.ts';

/**
 * One field of a message, both ways. A message is declared once, as a list of fields, and both its decoder and its
 * encoder follow from it: the two cannot drift apart, which is what a pair of hand-written functions for each of about
 * eighty messages does. Only the bare position has a hand-written reader beside this, for speed.
 */
export interface Field<T> {
  read(from: ByteReader): T;
  write(to: ByteWriter, value: T): void;
}

/** The values that a field holds. */
export type ValueOf<F> = F extends Field<infer T> ? T : never;

type Fields = Readonly<Record<string, Field<unknown>>>;
type OptionalKeys<S extends Fields> = {
  [K in keyof S]: undefined extends ValueOf<S[K]> ? K : never;
}[keyof S];
/** The object that a list of fields reads: fields that may be absent are optional keys. */
export type StructOf<S extends Fields> = {
  [K in Exclude<keyof S, OptionalKeys<S>>]: ValueOf<S[K]>;
} & { [K in OptionalKeys<S>]?: ValueOf<S[K]> };

export const u8: Field<number> = { read: (from) => from.u8(), write: (to, value) => to.u8(value) };
export const u16: Field<number> = { read: (from) => from.u16(), write: (to, value) => to.u16(value) };
export const u32: Field<number> = { read: (from) => from.u32(), write: (to, value) => to.u32(value) };

/** Whole numbers up to 2^53 in eight bytes. A larger one is no value of the standards and does not fit. */
export const u64: Field<number> = {
  read(from) {
    const value = from.u32() * 2 ** 32 + from.u32();
    if (!Number.isSafeInteger(value)) from.overrun = true;
    return value;
  },
  write(to, value) {
    to.u32(Math.floor(value / 2 ** 32));
    to.u32(value % 2 ** 32);
  },
};

/** BCD[6] in GMT+8 as UTC ms; NaN for a time that is not stated (all zero) or is no date. */
export const time: Field<number> = {
  read(from) {
    const at = from.skip(6);
    return at < 0 ? Number.NaN : readBcdTime(from.bytes, at);
  },
  write(to, at_ms) {
    to.reserve(6);
    writeBcdTime(to.bytes, to.at, at_ms);
    to.at += 6;
  },
};

/** BCD[6] in UTC as UTC ms. */
export const utcTime: Field<number> = {
  read: (from) => time.read(from) + CHINA_OFFSET_MS,
  write: (to, at_ms) => time.write(to, at_ms - CHINA_OFFSET_MS),
};

/** Digits of `width` BCD bytes, leading zeros included. */
export function bcd(width: number): Field<string> {
  return {
    read: (from) => hexOf(takeAll(from, width)),
    write(to, digits) {
      const padded = digits.padStart(width * 2, '0');
      for (let i = 0; i < width; i++) to.u8(Number.parseInt(padded.slice(i * 2, i * 2 + 2), 16));
    },
  };
}

export function bytes(width: number): Field<Uint8Array> {
  return {
    read: (from) => takeAll(from, width),
    write(to, value) {
      if (value.length !== width) throw new RangeError(`${value.length} bytes in a field of ${width}`);
      to.put(value);
    },
  };
}

function takeAll(from: ByteReader, width: number): Uint8Array {
  const taken = from.take(width);
  return taken.length === width ? taken : new Uint8Array(width);
}

/** All bytes up to the end of the message. */
export const restBytes: Field<Uint8Array> = {
  read: (from) => from.take(from.remaining),
  write: (to, value) => to.put(value),
};

/** GBK text of a fixed width, filled up with zeros behind; read without padding on either side. */
export function text(width: number): Field<string> {
  return {
    read: (from) => deviceText(from.take(width)),
    write(to, value) {
      const encoded = encodeGbk(value);
      if (encoded.length > width)
        throw new RangeError(`a text of ${encoded.length} bytes in a field of ${width}`);
      to.put(encoded);
      to.zeros(width - encoded.length);
    },
  };
}

/** GBK text up to the end of the message; padding on either side is dropped. */
export const restText: Field<string> = {
  read: (from) => deviceText(from.take(from.remaining)),
  write: (to, value) => to.put(encodeGbk(value)),
};

/** A plate up to the end of the message; see {@link decodePlate}. */
export const restPlate: Field<string> = {
  read: (from) => decodePlate(trimmed(from.take(from.remaining))),
  write: restText.write,
};

function trimmed(value: Uint8Array): Uint8Array {
  let end = value.length;
  while (end > 0 && value[end - 1] === 0) end--;
  return value.subarray(0, end);
}

/** GBK text after its length in bytes. */
export function sizedText(size: Field<number>): Field<string> {
  return {
    read: (from) => deviceText(from.take(size.read(from))),
    write(to, value) {
      const encoded = encodeGbk(value);
      size.write(to, encoded.length);
      to.put(encoded);
    },
  };
}

/** Bytes after their number. */
export function sizedBytes(size: Field<number>): Field<Uint8Array> {
  return {
    read: (from) => from.take(size.read(from)),
    write(to, value) {
      size.write(to, value.length);
      to.put(value);
    },
  };
}

/** Items after their number. A number that the bytes cannot hold ends with the bytes. */
export function list<T>(count: Field<number>, item: Field<T>): Field<T[]> {
  return {
    read(from) {
      const items: T[] = [];
      for (let left = count.read(from); left > 0 && !from.overrun; left--) items.push(item.read(from));
      return items;
    },
    write(to, items) {
      count.write(to, items.length);
      for (const one of items) item.write(to, one);
    },
  };
}

/** Items up to the end of the message. */
export function restList<T>(item: Field<T>): Field<T[]> {
  return {
    read(from) {
      const items: T[] = [];
      while (from.remaining > 0) items.push(item.read(from));
      return items;
    },
    write(to, items) {
      for (const one of items) item.write(to, one);
    },
  };
}

/** Fields in their order on the wire. */
export function struct<const S extends Fields>(fields: S): Field<StructOf<S>> {
  const entries = Object.entries(fields);
  return {
    read(from) {
      const value: Record<string, unknown> = {};
      for (const [name, field] of entries) {
        const one = field.read(from);
        if (one !== undefined) value[name] = one;
      }
      return value as StructOf<S>;
    },
    write(to, value) {
      for (const [name, field] of entries) field.write(to, (value as Record<string, unknown>)[name]);
    },
  };
}

/** A field that only the 2019 edition has. */
export function since2019<T>(field: Field<T>): Field<T | undefined> {
  return byVersion(field, absent);
}

/** A field that the 2019 edition left out. */
export function before2019<T>(field: Field<T>): Field<T | undefined> {
  return byVersion(absent, field);
}

/** A field that differs between the editions. */
export function byVersion<A, B>(since2019Field: Field<A>, before: Field<B>): Field<A | B> {
  return {
    read: (from) => (from.version === '2019' ? since2019Field : before).read(from),
    write(to, value) {
      if (to.version === '2019') since2019Field.write(to, value as A);
      else before.write(to, value as B);
    },
  };
}

/**
 * The first of several layouts that ends exactly with the message, the last one where none does: for senders that differ
 * where the standard has one layout. The first is written.
 */
export function firstFitting<T>(first: Field<T>, ...others: readonly Field<T>[]): Field<T> {
  return {
    read(from) {
      const { at, overrun } = from;
      for (const field of [first, ...others.slice(0, -1)]) {
        const value = field.read(from);
        if (from.overrun === overrun && from.remaining === 0) return value;
        from.at = at;
        from.overrun = overrun;
      }
      return (others.at(-1) ?? first).read(from);
    },
    write: first.write,
  };
}

/** A field that may be left out together with all that follows it. */
export function ifPresent<T>(field: Field<T>): Field<T | undefined> {
  return {
    read: (from) => (from.remaining > 0 ? field.read(from) : undefined),
    write(to, value) {
      if (value !== undefined) field.write(to, value);
    },
  };
}

/** Attribute bits on which later fields depend, see {@link ifFlag}. */
export function flagBits(width: Field<number>): Field<number> {
  return {
    read(from) {
      from.flags = width.read(from);
      return from.flags;
    },
    write(to, value) {
      to.flags = value;
      width.write(to, value);
    },
  };
}

/** A field that is there when a bit of the last {@link flagBits} is set. */
export function ifFlag<T>(bit: number, field: Field<T>): Field<T | undefined> {
  return {
    read: (from) => ((from.flags >> bit) & 1 ? field.read(from) : undefined),
    write(to, value) {
      if ((to.flags >> bit) & 1) field.write(to, value as T);
    },
  };
}

export const absent: Field<undefined> = { read: () => undefined, write: () => undefined };
