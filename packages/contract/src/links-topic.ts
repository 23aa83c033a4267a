import { defineFrames, type FrameOf } from './frame-codec.ts';
import { defineFrameTopic } from './live-topic.ts';

/** A speed that is not known. */
export const SPEED_UNKNOWN = 255;
/** Set beside the code of a state that is an estimate: it rests more on other links and times than on passes now. */
export const STATE_ESTIMATED = 8;

/** State of links: of all in order (`link` empty) in a snapshot, of those named in a delta. */
export const linkFrames = defineFrames({
  name: 'links',
  snapshot: 1,
  delta: 2,
  columns: {
    link: { type: 'u32', delta_only: true },
    /** Index into the traffic states, 0–5, plus {@link STATE_ESTIMATED} for an estimate. */
    state: { type: 'u8' },
    /** km/h, 0–254; {@link SPEED_UNKNOWN} where no speed is known. */
    speed_kmh: { type: 'u8' },
  },
});
export type LinksFrame = FrameOf<typeof linkFrames>;

export const linksTopic = defineFrameTopic('links', 'map:read', linkFrames);
