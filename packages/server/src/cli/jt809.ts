import type { CipherConstants } from '@opentocc/protocols/jt809';
import { decodeLine } from '@opentocc/protocols/jt809';
import { printFrames } from './print-frames.ts';

/** `tocc jt809 decode HEX|-`: one JSON line for each frame. @param constants needed for encrypted bodies. */
export const decodeFrames = (hex: string, constants?: CipherConstants): Promise<void> =>
  printFrames(hex, (one) => decodeLine(one, { constants }));
