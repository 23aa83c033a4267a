import { readFileSync } from 'node:fs';
import type { NetworkArea } from '@opentocc/core/network';
import { z } from 'zod';
import { networkErrors } from '../errors.ts';

const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number());
const Rings = z.array(z.array(Position).min(4));
const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: Rings }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(Rings) }),
]);
const Districts = z.object({
  type: z.literal('FeatureCollection'),
  features: z
    .array(z.object({ properties: z.record(z.string(), z.unknown()).nullable(), geometry: Geometry }))
    .min(1),
});

/** Properties under which files of public bodies keep names and codes. */
const NAMES = ['name_zh', 'name', 'qh', 'NAME', '名称'];
const ENGLISH = ['name_en', 'en'];
const CODES = ['code', 'adcode', 'id'];

/** Reads districts from GeoJSON in WGS-84. @throws AppError when it is no collection of polygons in degrees. */
export function readDistricts(file: string): NetworkArea[] {
  let parsed: z.infer<typeof Districts>;
  try {
    parsed = Districts.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw networkErrors.damaged_districts({ file, reason });
  }
  return parsed.features.map(({ properties, geometry }, at) => {
    const text = (keys: readonly string[]) =>
      keys
        .map((key) => properties?.[key])
        .find((value) => typeof value === 'string' || typeof value === 'number');
    const name_zh = String(text(NAMES) ?? `${at + 1}`);
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    return {
      code: String(text(CODES) ?? `district-${at + 1}`),
      name_zh,
      name_en: String(text(ENGLISH) ?? name_zh),
      coordinates: polygons.map((rings) =>
        rings.map((ring) => ring.map(([lon, lat]) => [lon, lat] as const)),
      ),
    } as NetworkArea;
  });
}
