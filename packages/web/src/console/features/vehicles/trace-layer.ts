import type {
  ExpressionSpecification,
  GeoJSONSource,
  LayerSpecification,
  Map as MapLibreMap,
} from 'maplibre-gl';
import { ageOf, hourMinuteOf } from '../../../ui/format.ts';
import { LABEL_FONT } from '../../../ui/map/label-fonts.ts';
import type { Choice, DrawnLayer, MapLayer } from '../../../ui/map/map-layer.ts';
import type { MapLook } from '../../../ui/map/map-look.ts';
import { COLOURS } from '../../../ui/theme/palette.ts';
import { pointAt, runsOf, stopsOf, type TracePoint } from './trace.ts';
import { cursorStore, traceStore } from './trace-store.ts';

type LineFeature = GeoJSON.Feature<GeoJSON.LineString, { part?: number }>;
type MarkKind = 'start' | 'end' | 'stop' | 'time' | 'cursor';
type MarkFeature = GeoJSON.Feature<GeoJSON.Point, { kind: MarkKind; text: string }>;

const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };
/** Times stand beside a trace at most this often. */
const TIME_STEPS_MS = [300_000, 600_000, 1_800_000, 3_600_000];
const MOST_TIMES = 12;

/** Where the chosen vehicle drove: from where to where, which way, when, and where it stood. */
export const traceLayer: MapLayer = {
  name: 'trace',
  sources: () => ({
    trace: { type: 'geojson', data: EMPTY },
    'trace-runs': { type: 'geojson', data: EMPTY },
    'trace-marks': { type: 'geojson', data: EMPTY },
  }),
  styles: { tracks: traceStyle, names: markStyle },
  draw: (map) => new DrawnTrace(map),
};

/** Where a vehicle drove, from faint (long ago) to full colour (last), with signs of its direction. */
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
    {
      id: 'trace-direction',
      type: 'symbol',
      source: 'trace-runs',
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 70,
        'text-field': '>',
        'text-font': [LABEL_FONT],
        'text-size': 18,
        'text-keep-upright': false,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': accent, 'text-halo-color': halo, 'text-halo-width': 2 },
    },
  ];
}

function markStyle({ theme }: MapLook): LayerSpecification[] {
  const { accent, halo, label, good, bad, replay } = COLOURS[theme];
  const byKind: ExpressionSpecification = [
    'match',
    ['get', 'kind'],
    'start',
    good,
    'end',
    bad,
    'cursor',
    replay,
    accent,
  ];
  return [
    {
      id: 'trace-marks',
      type: 'circle',
      source: 'trace-marks',
      paint: {
        'circle-radius': ['match', ['get', 'kind'], 'time', 3, 'cursor', 8, 6],
        'circle-color': ['match', ['get', 'kind'], 'stop', halo, byKind],
        'circle-stroke-color': ['match', ['get', 'kind'], 'stop', accent, halo],
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'trace-mark-label',
      type: 'symbol',
      source: 'trace-marks',
      layout: {
        'text-field': ['get', 'text'],
        'text-font': [LABEL_FONT],
        'text-size': 12,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 0.8,
        'symbol-sort-key': ['match', ['get', 'kind'], 'cursor', 0, 'start', 1, 'end', 1, 'stop', 2, 3],
      },
      paint: { 'text-color': label, 'text-halo-color': halo, 'text-halo-width': 2 },
    },
  ];
}

const placeOf = ({ lon, lat }: Pick<TracePoint, 'lon' | 'lat'>) => [lon, lat];

/** Pieces between neighbouring fixes, each with its part of the interval (0 first, 1 last). */
function piecesOf(points: readonly TracePoint[]): LineFeature[] {
  const first_ms = points[0]?.at_ms ?? 0;
  const span_ms = Math.max(1, (points.at(-1)?.at_ms ?? 0) - first_ms);
  return runsOf(points).flatMap((run) =>
    run.slice(1).map((point, i) => lineOf([run[i], point], { part: (point.at_ms - first_ms) / span_ms })),
  );
}

const lineOf = (points: readonly TracePoint[], properties: LineFeature['properties']): LineFeature => ({
  type: 'Feature',
  geometry: { type: 'LineString', coordinates: points.map(placeOf) },
  properties,
});

function marksOf(points: readonly TracePoint[], language: MapLook['language']): MarkFeature[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const words =
    language === 'zh' ? { start: '起', end: '止', stop: '停' } : { start: 'Start', end: 'End', stop: 'Stop' };
  return [
    markOf('start', first, `${words.start} ${hourMinuteOf(first.at_ms)}`),
    markOf('end', last, `${words.end} ${hourMinuteOf(last.at_ms)}`),
    ...stopsOf(points).map((stop) =>
      markOf(
        'stop',
        stop,
        `${words.stop} ${hourMinuteOf(stop.from_ms)} · ${ageOf(stop.to_ms - stop.from_ms)}`,
      ),
    ),
    ...timesOf(points).map((point) => markOf('time', point, hourMinuteOf(point.at_ms))),
  ];
}

const markOf = (kind: MarkKind, at: Pick<TracePoint, 'lon' | 'lat'>, text: string): MarkFeature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: placeOf(at) },
  properties: { kind, text },
});

/** The first fix of each step of the clock, of steps so long that there are not too many. */
function timesOf(points: readonly TracePoint[]): TracePoint[] {
  const span_ms = (points.at(-1)?.at_ms ?? 0) - (points[0]?.at_ms ?? 0);
  const step_ms = TIME_STEPS_MS.find((step) => span_ms / step <= MOST_TIMES) ?? 4 * 3_600_000;
  const stepOf = ({ at_ms }: TracePoint) => Math.floor(at_ms / step_ms);
  return points.filter((point, i) => i > 0 && stepOf(point) !== stepOf(points[i - 1]));
}

/** Draws the trace while its vehicle is chosen. */
class DrawnTrace implements DrawnLayer {
  private vehicle: number | null = null;
  private language: MapLook['language'] = 'zh';
  private readonly ends: readonly (() => void)[];

  constructor(private readonly map: MapLibreMap) {
    this.ends = [traceStore.subscribe(() => this.draw()), cursorStore.subscribe(() => this.drawMarks())];
  }

  choose(choice: Choice | null): void {
    this.vehicle = choice?.kind === 'vehicle' ? choice.id : null;
    this.draw();
  }

  restyle({ language }: MapLook): void {
    this.language = language;
    this.draw();
  }

  dispose(): void {
    for (const end of this.ends) end();
  }

  private points(): readonly TracePoint[] {
    const shown = traceStore.get();
    return shown && shown.vehicle === this.vehicle ? shown.trace.points : [];
  }

  private draw(): void {
    const points = this.points();
    this.set('trace', piecesOf(points));
    this.set(
      'trace-runs',
      runsOf(points).map((run) => lineOf(run, {})),
    );
    this.drawMarks();
  }

  private drawMarks(): void {
    const points = this.points();
    const cursor_ms = cursorStore.get();
    const at = cursor_ms === null ? undefined : pointAt(points, cursor_ms);
    const cursor = at ? [markOf('cursor', at, hourMinuteOf(at.at_ms))] : [];
    this.set('trace-marks', [...cursor, ...marksOf(points, this.language)]);
  }

  private set(source: string, features: GeoJSON.Feature[]): void {
    this.map.getSource<GeoJSONSource>(source)?.setData({ type: 'FeatureCollection', features });
  }
}
