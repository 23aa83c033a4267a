export {
  frameType,
  type Message,
  type MessageKind,
  type MessageNamed,
  messageId,
  readMessage,
  readSubHead,
  readVehicle,
  type SubHead,
  type TypedMessage,
  type Vehicle,
} from './catalogue.ts';
export type { CipherConstants } from './cipher.ts';
export {
  type DecodedFrame,
  decodeFrame,
  encodeBody,
  encodeFrame,
  type Frame,
  type Known,
  plainBody,
  readFrame,
} from './frame.ts';
export { type Edition, type FrameHead, type Header, headerOf, readHead } from './header.ts';
export { decodeLine } from './lines.ts';
export { LOG_IN_RESULT, SUB_LINK_RESULT } from './link.ts';
export type { Gnss, Location } from './location.ts';
export { editionOfLocations, endOfLocation, isShifted, readLocationInto } from './location-columns.ts';
export {
  createFrameSplitter,
  DEFAULT_MAX_FRAME_BYTES,
  type FrameFault,
  type FrameSink,
  type FrameSplitter,
} from './splitter.ts';
