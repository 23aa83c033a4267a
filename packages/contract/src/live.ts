import { z } from 'zod';
import { IndexValue } from './indices.ts';

/**
 * Text messages of the live channel beside its binary frames: the city and district indices after each window, and
 * what a client may ask for.
 */
export const LiveMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('indices'), values: z.array(IndexValue) }),
  z.object({ type: z.literal('hello'), network_version: z.string(), server_ms: z.number() }),
]);
export type LiveMessage = z.infer<typeof LiveMessage>;

/** Topics of `/api/v1/live?topics=links,vehicles,indices`. */
export const LiveTopic = z.enum(['links', 'vehicles', 'indices']);
export type LiveTopic = z.infer<typeof LiveTopic>;
