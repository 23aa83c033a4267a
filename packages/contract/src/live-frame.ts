import { decodeFrame, type FrameOf } from './frame-codec.ts';
import { linkFrames } from './links-topic.ts';
import { vehicleFrames } from './vehicles-topic.ts';

/** Layouts of all binary frames of the live channel and of replay. */
const LAYOUTS = [linkFrames, vehicleFrames];
export type LiveFrame = FrameOf<(typeof LAYOUTS)[number]>;

/** Decodes a frame of any topic; see {@link decodeFrame}. */
export const decodeLiveFrame = (buffer: ArrayBuffer): LiveFrame => decodeFrame(LAYOUTS, buffer);
