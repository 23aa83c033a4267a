import { z } from 'zod';
import { Bilingual } from './common.ts';

/** One value for each step of the hour; the first is that of the first step. */
const Steps = z.array(z.number()).max(60);

/** What a study says of the hour with nothing done, as it can be held against what comes. The bands are 95 % of one further run. */
export const StudyForecast = z
  .object({
    /** Length of a step, min. */
    step_min: z.number().int().positive(),
    /** Of the first incident: its link, and where on it as a share of its length. */
    place: z.object({ link: z.number().int().nonnegative(), at: z.number().min(0).max(1) }),
    /** The way towards the incident first, then the roads that lose most. */
    roads: z
      .array(
        z.object({
          name: Bilingual,
          links: z.array(z.number().int().nonnegative()),
          length_m: z.number(),
          /** Mean travel time over all of its links during each step, and its band, s. */
          mean_s: Steps,
          low_s: Steps,
          high_s: Steps,
        }),
      )
      .max(8),
    /** Distance from the incident to the tail of the queue at the end of each step, m. */
    tail: z.object({ mean_m: Steps, low_m: Steps, high_m: Steps }),
  })
  .meta({ id: 'StudyForecast' });
export type StudyForecast = z.infer<typeof StudyForecast>;
