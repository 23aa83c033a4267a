export type { Version } from '../jt-wire/bytes.ts';
export type { RawMessage } from '../jt-wire/message.ts';
export type { Json } from '../jt-wire/readable.ts';
export { bytesOfHex, hexOf, outsideGbk } from '../jt-wire/text.ts';
export { readBcdTime, writeBcdTime } from '../jt-wire/time.ts';
export { type AnswerWriter, createAnswerWriter, MAX_ANSWER_BYTES } from './answer-writer.ts';
export { carriageTemperatureOf } from './carriage-temperature.ts';
export {
  type Message,
  type MessageKind,
  type MessageNamed,
  messageId,
  readMessage,
  type TypedMessage,
} from './catalogue.ts';
export type { Extra } from './extras.ts';
export {
  createReassembler,
  DEFAULT_FRAGMENT_LIMITS,
  type FragmentLimits,
  type MissingFragments,
  type Reassembled,
  type Reassembler,
} from './fragments.ts';
export {
  type DecodedFrame,
  decodeFrame,
  encodeBody,
  encodeFrame,
  encodeFrames,
  type Frame,
  readFrame,
  versionOf,
} from './frame.ts';
export { type FrameHead, type Header, normalPhone, phoneOf, readHead } from './header.ts';
export { decodeLine } from './lines.ts';
export type { Parameter } from './parameters.ts';
export { hemisphereBits, POSITION_BYTES, type Position, placeOf, STATUS, unsignedE6 } from './position.ts';
export { type PositionColumns, readPositionInto } from './position-columns.ts';
export { createFrameSplitter, type FrameFault, type FrameSink, type FrameSplitter } from './splitter.ts';
