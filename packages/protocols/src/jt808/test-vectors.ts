import { expect, test } from 'vitest';
import { bytesOfHex, decodeFrame, encodeFrame, type Header, hexOf, type Message } from './index.ts';

/**
 * Frames laid out after the tables of the standard and not by our encoder, one line for the head and one for each group of
 * fields, with what they mean. They need no file from outside.
 */
interface Vector {
  readonly name: string;
  readonly frame: string;
  readonly header: Omit<Header, 'phone'>;
  readonly message: Message;
}

export const PHONE = '13812345678';
export const beijing = (time: string) => Date.parse(`${time.replace(' ', 'T')}+08:00`);
export const bytesOf = (frame: string) => {
  const bytes = bytesOfHex(frame.replaceAll(/\s/g, ''));
  if (!bytes) throw new Error(`not hexadecimal: ${frame}`);
  return bytes;
};

/** Each frame means its message, and its message is written as this very frame. */
export function conform(vectors: readonly Vector[]): void {
  test.each(vectors)('$name', ({ frame, header, message }) => {
    expect(decodeFrame(bytesOf(frame), header.version)).toEqual({
      ok: true,
      header: { ...header, phone: PHONE },
      message,
    });
    expect(hexOf(encodeFrame({ ...header, phone: PHONE }, message))).toBe(frame.replaceAll(/\s/g, ''));
  });
}
