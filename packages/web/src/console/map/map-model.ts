import type { CityMap, MapView } from '../../ui/map/city-map.ts';
import type { Choice, Pointed } from '../../ui/map/map-layer.ts';
import { createStore } from '../../ui/store.ts';

/** The map of the console once it stands, and what is chosen on it; retained while the operator visits other pages. */
export const mapStore = createStore<CityMap | null>(null);
export const choiceStore = createStore<Choice | null>(null);
/** Names of the layers, and of parts of them, that the operator does not want to see. */
export const hiddenLayersStore = createStore<ReadonlySet<string>>(new Set());
/** Shows a layer or a part of one no longer, or again. */
export function toggleHidden(name: string): void {
  const next = new Set(hiddenLayersStore.get());
  if (!next.delete(name)) next.add(name);
  hiddenLayersStore.set(next);
}
/** What the pointer rests on, px of the map. */
export const pointedStore = createStore<{
  readonly pointed: Pointed;
  readonly x: number;
  readonly y: number;
} | null>(null);
/** How high the legend and the replay under the map are, px. */
export const footStore = createStore(0);
/** Where the map looks; null until it was moved, or an address said so. */
export const viewStore = createStore<MapView | null>(null);

/** Space that the panels of the page cover, px: those of the map page, the legend on the desk, or little where nothing lies on the map. */
export const COVERED = {
  panels: { top: 24, right: 356, bottom: 72, left: 356 },
  desk: { top: 24, right: 24, bottom: 128, left: 24 },
  bare: { top: 24, right: 24, bottom: 24, left: 24 },
} as const;
export type Covered = keyof typeof COVERED;

/** How the page that shows the map covers it; null while no page does. */
export const slotStore = createStore<Covered | null>(null);
/** True from the first page with a map on. */
export const wasMapShownStore = createStore(false);
/** What the map is drawn in. It moves from page to page, so that none has to redraw the city. */
export const mapHost = document.createElement('div');
mapHost.className = 'map-host';

export const choose = (choice: Choice | null): void => choiceStore.set(choice);

type Coordinates = readonly (readonly [number, number])[];
let wanted: Coordinates | null = null;

/** Has the map show a place, as soon as it stands. */
export function goTo(coordinates: Coordinates): void {
  const map = mapStore.get();
  if (map) map.flyTo(coordinates);
  else wanted = coordinates;
}

/** Shows what was wanted before the map stood. */
export function goWhereWanted(map: CityMap): void {
  if (wanted) map.flyTo(wanted);
  wanted = null;
}
