import { decodeLine } from '@opentocc/protocols/jt808';
import { printFrames } from './print-frames.ts';

/** `tocc jt808 decode HEX|-`: one JSON line for each frame. */
export const decodeFrames = (hex: string): Promise<void> => printFrames(hex, decodeLine);
