import type { Translate } from '../../ui/i18n/use-translation.ts';
import type { MapWords } from '../../ui/map/city-map.ts';

/** Names of the parts of a map in the reader's language. */
export const mapWords = (t: Translate): MapWords => ({
  map: t('map.label'),
  zoom_in: t('map.zoom_in'),
  zoom_out: t('map.zoom_out'),
});
