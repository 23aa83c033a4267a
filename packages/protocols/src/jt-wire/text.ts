import iconv from 'iconv-lite';

/** Text of JT/T 808 is GBK; almost all of it is ASCII, which needs no table. */
export function decodeGbk(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] > 0x7f) return iconv.decode(bytes, 'gbk');
    text += String.fromCharCode(bytes[i]);
  }
  return text;
}

/**
 * A text as a device sent it, fit to be shown and stored: padding (0x00, blanks that are control characters) is taken off
 * on both sides, because some clients pad on the left, and a 0x00 within, which no database takes, is left out.
 */
export function deviceText(bytes: Uint8Array): string {
  return withoutPadding(decodeGbk(bytes));
}

/** See {@link deviceText}. */
export function withoutPadding(text: string): string {
  return text.replace(PADDING, '').replaceAll('\0', '');
}
const PADDING = /^\p{Cc}+|\p{Cc}+$/gu;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
/** What a plate may hold in UTF-8 beside ASCII: at least one Han character, and full-width signs and dots. */
const IS_UTF8_PLATE = /^(?=.*\p{Script=Han})[\p{ASCII}\p{Script=Han}\uff01-\uff5e·•・]*$/u;

/**
 * The text of a plate. The standard says GBK; terminals that send UTF-8 would be read as other, rare characters (粤 as 绮).
 * Bytes are taken for UTF-8 only when they are strictly that and what they say can be a plate: one in GBK never is, since
 * a Han character before Latin letters has two bytes there and three in UTF-8 (those of 鲁 and 豫 are one Latin or Cyrillic
 * letter in it).
 */
export function decodePlate(bytes: Uint8Array): string {
  if (!bytes.some((byte) => byte > 0x7f)) return decodeGbk(bytes);
  try {
    const text = strictUtf8.decode(bytes);
    return IS_UTF8_PLATE.test(text) ? text : decodeGbk(bytes);
  } catch {
    return decodeGbk(bytes); // no UTF-8
  }
}

/** Characters outside GBK become "?". */
export function encodeGbk(text: string): Uint8Array {
  return iconv.encode(text, 'gbk');
}

/** The characters of a text that GBK has not, each once: a terminal would show "?" in their place. */
export function outsideGbk(text: string): string[] {
  const outside = [...text].filter((character) => decodeGbk(encodeGbk(character)) !== character);
  return [...new Set(outside)];
}

/** Lower-case hexadecimal digits, two a byte; BCD fields read as their decimal digits. */
export function hexOf(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = '';
  for (let i = from; i < to; i++) text += HEX[bytes[i]];
  return text;
}
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** @returns undefined when `hex` is not an even number of hexadecimal digits. */
export function bytesOfHex(hex: string): Uint8Array | undefined {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex)) return undefined;
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16),
  );
}
