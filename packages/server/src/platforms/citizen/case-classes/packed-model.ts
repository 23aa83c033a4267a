import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { readTextModel, type WrittenModel, writeTextModel } from '@opentocc/core/text';
import { z } from 'zod';
import type { ClassModel } from './model.ts';

const [pack, unpack] = [promisify(gzip), promisify(gunzip)];
const FORMAT = 1;
/** A stored model that unpacks to more than this is none of ours: twice what the most features of the most categories take. */
const MOST_BYTES = 128 * 1024 * 1024;

const Written: z.ZodType<WrittenModel> = z.object({
  features: z.object({ runs: z.array(z.number().int().positive()), head: z.number().int().nonnegative() }),
  classes: z.array(z.string()).min(2),
  ...{ sharpness: z.number(), keys: z.string(), rarities: z.string() },
  ...{ weights: z.string(), constants: z.string() },
});
const Packed = z.object({
  format: z.literal(FORMAT),
  categories: Written,
  types: Written.nullable(),
  units: z
    .array(
      z.object({
        ...{ category: z.string(), of: z.string(), unit: z.string(), cases: z.number() },
        by: z.enum(['all', 'district', 'kind', 'party', 'line']),
      }),
    )
    .nullable(),
});

/** A model as it is stored: gzipped JSON. */
export function packModel({ categories, types, units }: ClassModel): Promise<Uint8Array> {
  const written = {
    ...{ format: FORMAT, categories: writeTextModel(categories), units },
    types: types && writeTextModel(types),
  };
  return pack(JSON.stringify(written));
}

/** @throws Error when it is damaged, or of another format */
export async function unpackModel(packed: Uint8Array): Promise<ClassModel> {
  const text = (await unpack(packed, { maxOutputLength: MOST_BYTES })).toString('utf8');
  const { categories, types, units } = Packed.parse(JSON.parse(text));
  return { categories: readTextModel(categories), types: types && readTextModel(types), units };
}
