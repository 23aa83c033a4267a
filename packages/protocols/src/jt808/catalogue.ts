import { ByteReader, type ByteWriter, type Version } from '../jt-wire/bytes.ts';
import type { MessageCodec, MessageOf, RawMessage } from '../jt-wire/message.ts';
import { activeSafetyMessages } from './active-safety.ts';
import { dispatchMessages } from './dispatch.ts';
import { fenceMessages } from './fences.ts';
import { mediaMessages } from './media.ts';
import { parameterMessages } from './parameters.ts';
import { positionMessages } from './position.ts';
import { recordMessages } from './records.ts';
import { sessionMessages } from './session.ts';
import { videoMessages } from './video.ts';

/** Every message whose layout we know. */
export const catalogue = [
  ...sessionMessages,
  ...positionMessages,
  ...parameterMessages,
  ...dispatchMessages,
  ...fenceMessages,
  ...recordMessages,
  ...mediaMessages,
  ...videoMessages,
  ...activeSafetyMessages,
] as const;

/** A message that a layout fits, a union discriminated by `kind`. */
export type TypedMessage = MessageOf<(typeof catalogue)[number]>;
export type Message = TypedMessage | RawMessage;
export type MessageKind = TypedMessage['kind'];
/** The message of one kind. */
export type MessageNamed<K extends MessageKind> = Extract<TypedMessage, { kind: K }>;

const byId = new Map<number, MessageCodec<string, unknown>>(catalogue.map((codec) => [codec.id, codec]));
const byKind = new Map<string, MessageCodec<string, unknown>>(catalogue.map((codec) => [codec.kind, codec]));

/** The id of a message on the wire. */
export function messageId(message: Message): number {
  return message.kind === 'raw' ? message.id : byKind.get(message.kind)!.id;
}

/** Reads a body; what no layout fits to the last byte stays raw. Never throws. */
export function readMessage(id: number, body: Uint8Array, version: Version): Message {
  const codec = byId.get(id);
  if (!codec) return { kind: 'raw', id, body: body.slice(), misfit: false };
  const reader = new ByteReader(body, version);
  const value = codec.body.read(reader) as object;
  if (reader.overrun || reader.remaining > 0) return { kind: 'raw', id, body: body.slice(), misfit: true };
  return { kind: codec.kind, ...value } as TypedMessage;
}

/** @throws RangeError when a value does not fit its field: a bug of the caller. */
export function writeMessage(to: ByteWriter, message: Message): void {
  if (message.kind === 'raw') to.put(message.body);
  else byKind.get(message.kind)!.body.write(to, message);
}
