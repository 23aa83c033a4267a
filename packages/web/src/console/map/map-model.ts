import type { CityMap } from '../../ui/map/city-map.ts';
import type { Choice } from '../../ui/map/map-layer.ts';
import { createStore } from '../../ui/store.ts';

/** The map of the console once it stands, and what is chosen on it; kept while the operator visits other pages. */
export const mapStore = createStore<CityMap | null>(null);
export const choiceStore = createStore<Choice | null>(null);
/** Names of the layers that the operator does not want to see. */
export const hiddenLayersStore = createStore<ReadonlySet<string>>(new Set());

export const choose = (choice: Choice | null): void => choiceStore.set(choice);
