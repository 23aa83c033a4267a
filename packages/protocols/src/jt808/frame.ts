import { ByteWriter, type Version } from '../jt-wire/bytes.ts';
import { type Message, messageId, readMessage, writeMessage } from './catalogue.ts';
import { type FrameHead, type Header, headerOf, MAX_BODY_BYTES, readHead, writeHeader } from './header.ts';
import { isRegistrationOf2011 } from './session.ts';
import { createFrameSplitter, type FrameFault } from './splitter.ts';

/** A frame read whole. */
export interface Frame {
  readonly header: Header;
  readonly message: Message;
}
/** What decoding bytes that claim to be one frame gives: bad bytes are a value. */
export type DecodedFrame =
  | ({ readonly ok: true } & Frame)
  | { readonly ok: false; readonly fault: FrameFault };

const body = new ByteWriter();
const plain = new ByteWriter();

/**
 * Encodes one message as one frame, delimiters and escapes included. About 1 µs for a position.
 * @throws RangeError when a value does not fit its field or the body exceeds 1023 bytes (then {@link encodeFrames}).
 */
export function encodeFrame(header: Header, message: Message): Uint8Array {
  const bytes = encodeBody(message, header.version);
  if (bytes.length > MAX_BODY_BYTES)
    throw new RangeError(`a body of ${bytes.length} bytes does not fit one frame; use encodeFrames`);
  return seal(header, messageId(message), bytes);
}

/** As {@link encodeFrame}, in as many fragments as the body needs; their serials count up from the header's. */
export function encodeFrames(header: Header, message: Message): Uint8Array[] {
  const bytes = encodeBody(message, header.version).slice();
  const total = Math.ceil(bytes.length / MAX_BODY_BYTES);
  if (total <= 1) return [seal(header, messageId(message), bytes)];
  return Array.from({ length: total }, (_, i) => {
    const part = bytes.subarray(i * MAX_BODY_BYTES, (i + 1) * MAX_BODY_BYTES);
    const serial = (header.serial + i) & 0xffff;
    return seal({ ...header, serial, fragment: { total, index: i + 1 } }, messageId(message), part);
  });
}

/** The body of a message alone. The bytes are valid until the next call. */
export function encodeBody(message: Message, version: Version): Uint8Array {
  body.at = 0;
  body.version = version;
  writeMessage(body, message);
  return body.bytes.subarray(0, body.at);
}

function seal(header: Header, id: number, content: Uint8Array): Uint8Array {
  plain.at = 0;
  writeHeader(plain, id, header, content.length);
  plain.put(content);
  let checksum = 0;
  for (let i = 0; i < plain.at; i++) checksum ^= plain.bytes[i];
  plain.u8(checksum);
  return escaped(plain.bytes, plain.at);
}

function escaped(bytes: Uint8Array, length: number): Uint8Array {
  let escapes = 0;
  for (let i = 0; i < length; i++) if (bytes[i] === 0x7e || bytes[i] === 0x7d) escapes++;
  const out = new Uint8Array(length + escapes + 2);
  let at = 0;
  out[at++] = 0x7e;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i];
    if (byte === 0x7e || byte === 0x7d) {
      out[at++] = 0x7d;
      out[at++] = byte === 0x7e ? 2 : 1;
    } else out[at++] = byte;
  }
  out[at] = 0x7e;
  return out;
}

/**
 * Decodes one frame with its delimiters.
 * @param known the edition that the terminal registered with: 2011 cannot be seen in a header.
 */
export function decodeFrame(bytes: Uint8Array, known?: Version): DecodedFrame {
  let result: DecodedFrame = { ok: false, fault: 'malformed' };
  const splitter = createFrameSplitter({
    frame(content, start, end) {
      const head = readHead(content, start, end);
      result = head ? { ok: true, ...readFrame(content, head, known) } : { ok: false, fault: 'malformed' };
    },
    fault(fault) {
      result = { ok: false, fault };
    },
  });
  splitter.push(bytes);
  return result;
}

/** Reads the message of a frame whose head was found. The body of a fragment or an encrypted body stays raw. */
export function readFrame(bytes: Uint8Array, head: FrameHead, known?: Version): Frame {
  const content = bytes.subarray(head.body_at, head.end);
  const version = versionOf(head, content.length, known);
  const header = headerOf(bytes, head, version);
  const message: Message =
    head.total || head.encryption
      ? { kind: 'raw', id: head.id, body: content.slice(), misfit: head.encryption !== 0 }
      : readMessage(head.id, content, version);
  return { header, message };
}

/** The edition of a message: 2019 is in the header, 2011 in the length of a registration. */
export function versionOf(head: FrameHead, body_length: number, known?: Version): Version {
  if (head.version === '2019') return '2019';
  if (head.id === 0x0100) return isRegistrationOf2011(body_length) ? '2011' : '2013';
  return known === '2011' ? '2011' : '2013';
}
