import type { Bilingual, City } from '@opentocc/contract';
import type { LayerSpecification, Map as MapLibreMap, SourceSpecification } from 'maplibre-gl';
import type { VehiclesBoard } from '../live/vehicles-board.ts';
import type { MapLook } from './style.ts';

/** How deep a layer lies, lowest first. */
export const DEPTHS = ['ground', 'roads', 'road-names', 'tracks', 'places', 'names'] as const;
type Depth = (typeof DEPTHS)[number];

/** What is looked at more closely. */
export type Choice =
  | { readonly kind: 'link'; readonly id: number }
  | { readonly kind: 'vehicle'; readonly id: number }
  | { readonly kind: 'road'; readonly name: string; readonly links: readonly number[] };

/** What the map shows of the city: as it is now, or as it was. */
export interface CityPicture {
  /** Code of the state of each link. */
  readonly links: { readonly state: Uint8Array };
  readonly vehicles: VehiclesBoard;
  /** @returns ends the listening */
  onLinks(listener: () => void): () => void;
}

/** A layer that stands on a map: what it draws by itself, beside its part of the style. */
export interface DrawnLayer {
  /** Called once the first style stands. */
  start?(): void;
  /** Called when a style has come, in a look of its own, which knows nothing of what was painted before. */
  restyle?(look: MapLook): void;
  /** Shows this from now on. @returns ends that */
  follow?(picture: CityPicture): () => void;
  /** Marks what is chosen, and releases what was. */
  choose?(choice: Choice | null): void;
  setVisible?(visible: boolean): void;
  /** What of the layer is at a pixel of the map. */
  find?(x: number, y: number): Choice | undefined;
  dispose(): void;
}

/** One layer of the map: a value that says what it adds to the style and what it draws. */
export interface MapLayer {
  readonly name: string;
  /** Its name in the layer switch; a layer without one is always shown. */
  readonly label?: Bilingual;
  readonly sources?: (city: City, look: MapLook) => Readonly<Record<string, SourceSpecification>>;
  readonly styles?: { readonly [depth in Depth]?: (look: MapLook) => readonly LayerSpecification[] };
  readonly draw?: (map: MapLibreMap, look: MapLook) => DrawnLayer;
}
