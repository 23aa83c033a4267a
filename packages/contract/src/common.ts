import { z } from 'zod';

/** UTC milliseconds since 1970. */
export const AtMs = z
  .number()
  .int()
  .nonnegative()
  .max(Date.UTC(9999, 11, 31))
  .meta({ description: 'UTC, ms since 1970-01-01, up to the year 9999' });

/** An instant in an address. */
export const AtMsText = z.coerce.number().pipe(AtMs);

/** A text in both languages of the product. */
export const Bilingual = z.object({ zh: z.string(), en: z.string() });
export type Bilingual = z.infer<typeof Bilingual>;

export const Language = z.enum(['zh', 'en']);
export type Language = z.infer<typeof Language>;

/** west, south, east, north in degrees WGS-84. */
export const Bbox = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** A past interval [from_ms, to_ms). */
export const Interval = z.object({ from_ms: AtMsText, to_ms: AtMsText });

/** A thing of the network or of the fleet in a path, by its number from 0. */
export const ById = z.object({ id: z.coerce.number().int().nonnegative() });

/** The number of a row, or of a version of it that one is added to, in a body. */
export const RowNumber = z
  .number()
  .int()
  .nonnegative()
  .max(2 ** 31 - 2);

/** The number of a row in a path. */
export const RowId = z.object({
  id: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 31 - 1),
});

/** A damaged file of the history that an answer would have needed: what is missing, by its name. */
export const LeftOutFile = z
  .object({ file: z.string(), rows: z.number().int(), from_ms: AtMs, to_ms: AtMs })
  .meta({ id: 'LeftOutFile' });
export type LeftOutFile = z.infer<typeof LeftOutFile>;

/** RFC 9457 problem details: every error of the interface has this shape. */
export const Problem = z
  .object({
    type: z.string().meta({ description: 'urn:opentocc:error:<code>' }),
    title: z.string().meta({ description: "What is wrong and what to do, in the caller's language" }),
    status: z.number().int(),
    code: z.string(),
    detail: z.string().optional(),
    /** Which fields of the request are wrong, and why. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** To be quoted when asking for help. */
    request_id: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
