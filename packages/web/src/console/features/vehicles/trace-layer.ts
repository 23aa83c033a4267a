import type { Trace } from '@opentocc/contract';
import {
  type ExpressionSpecification,
  type GeoJSONSource,
  type LayerSpecification,
  LngLat,
  type Map as MapLibreMap,
} from 'maplibre-gl';
import type { Choice, DrawnLayer, MapLayer } from '../../../ui/map/map-layer.ts';
import type { MapLook } from '../../../ui/map/style.ts';
import { COLOURS } from '../../../ui/theme/palette.ts';
import { traceStore } from './trace-store.ts';

type Feature = GeoJSON.Feature<GeoJSON.LineString, { part: number }>;

/** Where the chosen vehicle drove. */
export const traceLayer: MapLayer = {
  name: 'trace',
  sources: () => ({ trace: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } }),
  styles: { tracks: traceStyle },
  draw: (map) => new DrawnTrace(map),
};

/** Where a vehicle drove, from faint (long ago) to full colour (last). */
function traceStyle({ theme }: MapLook): LayerSpecification[] {
  const { accent, halo } = COLOURS[theme];
  const age = (from: number): ExpressionSpecification => [
    'interpolate',
    ['linear'],
    ['get', 'part'],
    0,
    from,
    1,
    1,
  ];
  return [
    {
      id: 'trace-casing',
      type: 'line',
      source: 'trace',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': halo, 'line-width': 8, 'line-opacity': age(0.3) },
    },
    {
      id: 'trace',
      type: 'line',
      source: 'trace',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': accent, 'line-width': 4, 'line-opacity': age(0.25) },
    },
  ];
}

/** Longest silence that is still drawn as driven, ms: across longer ones no line is invented. */
const MAX_GAP_MS = 120_000;
/** Nothing on a road is faster: what lies beyond was not driven, km/h. */
const MAX_SPEED_KMH = 200;

/** Pieces of a trace between neighbouring fixes, each with its part of the interval (0 first, 1 last). */
function tracePieces(trace: Pick<Trace, 'points' | 'from_ms' | 'to_ms'>): Feature[] {
  const { points } = trace;
  const first_ms = points[0]?.at_ms ?? 0;
  const span_ms = Math.max(1, (points.at(-1)?.at_ms ?? 0) - first_ms);
  return points.slice(1).flatMap((point, i) => {
    const before = points[i];
    if (!isDriven(before, point)) return [];
    return [
      {
        type: 'Feature' as const,
        geometry: {
          type: 'LineString' as const,
          coordinates: [
            [before.lon, before.lat],
            [point.lon, point.lat],
          ],
        },
        properties: { part: (point.at_ms - first_ms) / span_ms },
      },
    ];
  });
}

type Point = Trace['points'][number];

function isDriven(from: Point, to: Point): boolean {
  const took_ms = to.at_ms - from.at_ms;
  if (took_ms > MAX_GAP_MS) return false;
  const length_m = new LngLat(from.lon, from.lat).distanceTo(new LngLat(to.lon, to.lat));
  return length_m * 3600 <= MAX_SPEED_KMH * took_ms; // 1 m/ms is 3600 km/h
}

/** Draws the trace while its vehicle is chosen. */
class DrawnTrace implements DrawnLayer {
  private vehicle: number | null = null;
  private readonly end: () => void;

  constructor(private readonly map: MapLibreMap) {
    this.end = traceStore.subscribe(() => this.restyle());
  }

  choose(choice: Choice | null): void {
    this.vehicle = choice?.kind === 'vehicle' ? choice.id : null;
    this.restyle();
  }

  restyle(): void {
    const shown = traceStore.get();
    const features = shown && shown.vehicle === this.vehicle ? tracePieces(shown.trace) : [];
    this.map.getSource<GeoJSONSource>('trace')?.setData({ type: 'FeatureCollection', features });
  }

  dispose(): void {
    this.end();
  }
}
