import { FEATURES } from '../features.ts';

/** The layers that features add to the map, in their order: those of later ones lie above. */
export const MAP_LAYERS = Promise.all(FEATURES.map(async ({ layers }) => layers?.() ?? [])).then((each) =>
  each.flat(),
);
