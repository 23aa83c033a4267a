import type { TFunction } from 'i18next';
import type { MapWords } from '../../ui/map/city-map.ts';

/** Names of the parts of a map in the reader's language. */
export const mapWords = (t: TFunction): MapWords => ({
  map: t('map.label'),
  zoom_in: t('map.zoom_in'),
  zoom_out: t('map.zoom_out'),
});
