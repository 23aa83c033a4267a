import { ByteWriter } from '../jt-wire/bytes.ts';
import { frameType, type Message, readMessage, writeMessage } from './catalogue.ts';
import { type CipherConstants, cipher } from './cipher.ts';
import { crcOf } from './crc.ts';
import { type Edition, type FrameHead, type Header, headerOf, readHead, writeHeader } from './header.ts';
import {
  createFrameSplitter,
  END_ESCAPE,
  FRAME_END,
  FRAME_START,
  type FrameFault,
  START_ESCAPE,
} from './splitter.ts';

/** A frame read whole. */
export interface Frame {
  readonly header: Header;
  readonly message: Message;
}
/** What decoding bytes that claim to be one frame gives: bad bytes are a value. */
export type DecodedFrame =
  | ({ readonly ok: true } & Frame)
  | { readonly ok: false; readonly fault: FrameFault };

/** What a reader of frames may know beforehand. */
export interface Known {
  /** That the platform logged in with. */
  readonly edition?: Edition;
  /** Without them an encrypted body stays raw. */
  readonly constants?: CipherConstants;
}

const body = new ByteWriter();
const plain = new ByteWriter();

/**
 * Encodes one message as one frame, delimiters and escapes included.
 * @param constants needed when the header says encrypted.
 * @throws RangeError when a value does not fit its field, or constants are missing.
 */
export function encodeFrame(header: Header, message: Message, constants?: CipherConstants): Uint8Array {
  const content = encodeBody(message, header.edition);
  if (header.encrypted) {
    if (!constants) throw new RangeError('an encrypted frame needs the constants of the cipher');
    cipher(content, header.key ?? 0, constants);
  }
  plain.at = 0;
  writeHeader(plain, frameType(message), header, content.length);
  plain.put(content);
  plain.u16(crcOf(plain.bytes, 0, plain.at));
  return escaped(plain.bytes, plain.at);
}

/** The body of a message alone. The bytes are valid until the next call. */
export function encodeBody(message: Message, edition: Edition): Uint8Array {
  body.at = 0;
  body.version = edition;
  writeMessage(body, message);
  return body.bytes.subarray(0, body.at);
}

const ESCAPES: ReadonlyMap<number, readonly [number, number]> = new Map([
  [FRAME_START, [START_ESCAPE, 1]],
  [START_ESCAPE, [START_ESCAPE, 2]],
  [FRAME_END, [END_ESCAPE, 1]],
  [END_ESCAPE, [END_ESCAPE, 2]],
]);

function escaped(bytes: Uint8Array, length: number): Uint8Array {
  let escapes = 0;
  for (let i = 0; i < length; i++) if (isEscaped(bytes[i])) escapes++;
  const out = new Uint8Array(length + escapes + 2);
  let at = 0;
  out[at++] = FRAME_START;
  for (let i = 0; i < length; i++) {
    const pair = isEscaped(bytes[i]) ? ESCAPES.get(bytes[i]) : undefined;
    if (pair) {
      out[at++] = pair[0];
      out[at++] = pair[1];
    } else out[at++] = bytes[i];
  }
  out[at] = FRAME_END;
  return out;
}

/** 5A, 5B, 5D and 5E: the four bytes that are escaped lie close together, and most bytes do not. */
function isEscaped(byte: number): boolean {
  return byte >= START_ESCAPE && byte <= END_ESCAPE && byte !== 0x5c;
}

/**
 * Decodes one frame with its delimiters. Bytes that were taken down after unescaping, as logs of platforms have them, are
 * read as they are when length and CRC hold.
 */
export function decodeFrame(bytes: Uint8Array, known: Known = {}): DecodedFrame {
  let result: DecodedFrame = { ok: false, fault: 'malformed' };
  const read = (content: Uint8Array, start: number, end: number): void => {
    const head = readHead(content, start, end, known.edition);
    if (head) result = { ok: true, ...readFrame(content, head, known.constants) };
    else result = { ok: false, fault: 'malformed' };
  };
  const splitter = createFrameSplitter({
    frame: read,
    fault(fault) {
      result = { ok: false, fault };
    },
  });
  splitter.push(bytes);
  if (!result.ok && isUnescaped(bytes)) read(bytes, 1, bytes.length - 3);
  return result;
}

function isUnescaped(bytes: Uint8Array): boolean {
  const last = bytes.length - 1;
  return bytes[0] === FRAME_START && bytes[last] === FRAME_END && crcOf(bytes, 1, last) === 0;
}

/** Reads the message of a frame whose head was found. An encrypted body without constants stays raw. */
export function readFrame(bytes: Uint8Array, head: FrameHead, constants?: CipherConstants): Frame {
  const header = headerOf(bytes, head);
  const content = plainBody(bytes, head, constants);
  if (!content) {
    const sealed = bytes.slice(head.body_at, head.end);
    return { header, message: { kind: 'raw', id: head.id, body: sealed, misfit: true } };
  }
  return { header, message: readMessage(head.id, content, head.edition) };
}

/** The body of a frame, decrypted where it is encrypted; undefined when that needs constants that are missing. */
export function plainBody(
  bytes: Uint8Array,
  head: FrameHead,
  constants?: CipherConstants,
): Uint8Array | undefined {
  if (!head.encrypted) return bytes.subarray(head.body_at, head.end);
  if (!constants) return undefined;
  const content = bytes.slice(head.body_at, head.end);
  cipher(content, head.key, constants);
  return content;
}
