import { ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import { COLOURS, rgbOf, type ThemeName } from '../theme/palette.ts';
import type { Cluster } from './vehicle-clusters.ts';

const FONT =
  '"Noto Sans SC Latin", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Noto Sans SC Variable", sans-serif';
const RING_PX = 15;

/** Larger for more, by the power of ten. */
export const clusterRadius_px = (count: number): number => 9 + 3.5 * Math.log10(count);

/** Vehicles that stand for one: a disc with their number; a click goes closer. */
export function clusterLayers(clusters: readonly Cluster[], theme: ThemeName) {
  if (clusters.length === 0) return [];
  const { card, accent, text } = COLOURS[theme];
  const getPosition = ({ lon, lat }: Cluster): [number, number] => [lon, lat];
  return [
    new ScatterplotLayer<Cluster>({
      id: 'vehicle-clusters',
      data: clusters,
      getPosition,
      getRadius: ({ count }) => clusterRadius_px(count),
      radiusUnits: 'pixels',
      getFillColor: [...rgbOf(card), 205],
      stroked: true,
      getLineColor: [...rgbOf(accent), 220],
      getLineWidth: 1.5,
      lineWidthUnits: 'pixels',
    }),
    new TextLayer<Cluster>({
      id: 'vehicle-cluster-numbers',
      data: clusters,
      getPosition,
      getText: ({ count }) => String(count),
      getSize: 12,
      getColor: rgbOf(text),
      fontFamily: FONT,
      fontWeight: 600,
    }),
  ];
}

interface Ringed {
  readonly position: [number, number];
  /** What stands over it; empty for nothing. */
  readonly text: string;
  /** Of its class. */
  readonly colour: string;
  readonly theme: ThemeName;
}

/** The chosen vehicle: a dot in the colour of its class, a ring, its name. */
export function ringLayers({ position, text, colour, theme }: Ringed) {
  const { card, accent, halo, text: ink } = COLOURS[theme];
  const data = [{ position }];
  const ring = (id: string, stroke: string, width_px: number) =>
    new ScatterplotLayer({
      id,
      data,
      getRadius: RING_PX,
      radiusUnits: 'pixels',
      filled: false,
      stroked: true,
      getLineColor: rgbOf(stroke),
      getLineWidth: width_px,
      lineWidthUnits: 'pixels',
    });
  return [
    new ScatterplotLayer({
      id: 'vehicle-chosen',
      data,
      getRadius: 4,
      radiusUnits: 'pixels',
      getFillColor: rgbOf(colour),
    }),
    ring('vehicle-ring-halo', halo, 6),
    ring('vehicle-ring', accent, 3),
    ...(text === ''
      ? []
      : [
          new TextLayer({
            id: 'vehicle-label',
            data,
            getText: () => text,
            characterSet: 'auto',
            getSize: 13,
            getColor: rgbOf(ink),
            fontFamily: FONT,
            fontWeight: 600,
            getPixelOffset: [0, -30],
            background: true,
            getBackgroundColor: [...rgbOf(card), 235],
            backgroundPadding: [6, 3],
          }),
        ]),
  ];
}
