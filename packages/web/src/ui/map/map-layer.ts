import type { Bilingual, City } from '@opentocc/contract';
import type { LayerSpecification, Map as MapLibreMap, SourceSpecification } from 'maplibre-gl';
import type { VehiclesBoard } from '../live/vehicles-board.ts';
import type { MapLook } from './map-look.ts';

/** How deep a layer lies, lowest first. */
export const DEPTHS = ['ground', 'roads', 'road-names', 'tracks', 'places', 'names'] as const;
type Depth = (typeof DEPTHS)[number];

/** What is looked at more closely. */
export type Choice =
  | {
      readonly kind: 'link';
      readonly id: number;
      /** The road that it was chosen from, to which one may go back. */
      readonly of?: RoadChoice;
    }
  | { readonly kind: 'vehicle'; readonly id: number }
  | RoadChoice;

/** A road: what has one name within one district. */
export interface RoadChoice {
  readonly kind: 'road';
  /** As the indices name it: `440304/深南大道`. */
  readonly key: string;
  /** Empty until they are known. */
  readonly links: readonly number[];
}

/** What lies under the pointer, as far as the map itself knows it. */
export interface Pointed {
  readonly choice: Choice;
  /** Of a road; both are empty where it has none. */
  readonly name?: Bilingual;
  /** Class of the road, or of the vehicle, by its name in the contract. */
  readonly class?: string;
  readonly speed_kmh?: number | null;
  /** Code of the state of a link. */
  readonly state?: number;
}

/** What the map shows of the city: as it is now, or as it was. */
export interface CityPicture {
  /** Code of the state of each link. */
  readonly links: {
    readonly state: Uint8Array;
    /** km/h, or null where it is not known. */
    speedOf(link: number): number | null;
  };
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
  /** Leaves out parts of the layer by their names: `state.free`, `class.taxi`. */
  leaveOut?(hidden: ReadonlySet<string>): void;
  /** What of the layer is at a pixel of the map. */
  find?(x: number, y: number): Pointed | undefined;
  /** What of the layer is in view, each once. */
  inView?(): readonly Pointed[];
  /** Opens what is at a pixel and can be opened but not chosen. @returns whether there was such */
  open?(x: number, y: number): boolean;
  dispose(): void;
}

/** One layer of the map: a value that says what it adds to the style and what it draws. */
export interface MapLayer {
  readonly name: string;
  /** Its name in the layer switch; a layer without one is always shown. */
  readonly label?: Bilingual;
  /** What of it can be left out by itself; its name is among those that are hidden. */
  readonly parts?: readonly { readonly name: string; readonly label: Bilingual }[];
  readonly sources?: (city: City, look: MapLook) => Readonly<Record<string, SourceSpecification>>;
  readonly styles?: { readonly [depth in Depth]?: (look: MapLook) => readonly LayerSpecification[] };
  readonly draw?: (map: MapLibreMap, look: MapLook) => DrawnLayer;
}
