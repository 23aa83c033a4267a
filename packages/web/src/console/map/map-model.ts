import type { Trace } from '@opentocc/contract';
import type { CityMap, MapLayerName } from '../../ui/map/city-map.ts';
import { createStore } from '../../ui/store.ts';

/** What the operator looks at more closely. */
export type Choice =
  | { readonly kind: 'link'; readonly id: number }
  | { readonly kind: 'vehicle'; readonly id: number }
  | { readonly kind: 'road'; readonly name: string; readonly links: readonly number[] };

/** The map of the console once it stands, and what is chosen on it; kept while the operator visits other pages. */
export const mapStore = createStore<CityMap | null>(null);
export const choiceStore = createStore<Choice | null>(null);
export const hiddenLayersStore = createStore<ReadonlySet<MapLayerName>>(new Set());
export const traceStore = createStore<Trace | null>(null);

export function choose(choice: Choice | null): void {
  traceStore.set(null);
  choiceStore.set(choice);
}
