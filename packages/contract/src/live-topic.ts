import { encodeFrame, type FrameLayout, type FrameOf } from './frame-codec.ts';
import type { Authority } from './route.ts';

/** A topic of the live channel as both ends know it: `/api/v1/live?topics=<name>`. */
export interface LiveTopicEntry<Payload = never> {
  readonly name: string;
  /** What a listener must hold; how far it sees follows from it too. */
  readonly authority: Authority;
  /** As of a route: whole to who holds it for every district and unit, empty to who is limited to some. */
  readonly area?: 'everything';
  /** Payload → what is sent. */
  readonly encode: (payload: Payload) => Uint8Array<ArrayBuffer> | string;
}

/** A topic of binary frames: a snapshot, then numbered deltas. */
export function defineFrameTopic<const N extends string, L extends FrameLayout>(
  name: N,
  authority: Authority,
  frames: L,
) {
  return { name, authority, frames, encode: (frame: FrameOf<L>) => encodeFrame(frames, frame) };
}

/** A topic of texts (JSON), each of which says its topic and holds all that there is to say. */
export function defineMessageTopic<M extends { readonly type: string }>(
  name: M['type'],
  authority: Authority,
  reach: Pick<LiveTopicEntry, 'area'> = {},
) {
  return { name, authority, ...reach, encode: (message: M) => JSON.stringify(message) };
}
