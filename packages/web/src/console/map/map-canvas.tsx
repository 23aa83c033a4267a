import { use, useMemo } from 'react';
import { createPortal } from 'react-dom';
import { Answer } from '../../ui/answer.tsx';
import { useCity } from '../../ui/queries.ts';
import { useArea } from '../session/area.ts';
import { MAP_LAYERS } from './map-layers.ts';
import { mapHost } from './map-model.ts';
import { MapView } from './map-view.tsx';
import { outsideLayer } from './outside-layer.ts';
import './map.css';

/** The one map of the console. It stands beside the pages and is drawn in the one that has a place for it. */
export function MapCanvas() {
  const city = useCity();
  const common = use(MAP_LAYERS);
  const area = useArea();
  const key = area?.join();
  const districts = useMemo(() => key?.split(','), [key]);
  const layers = useMemo(
    () => (districts ? [...common, outsideLayer(districts)] : common),
    [common, districts],
  );
  return createPortal(
    <Answer query={city}>{(of) => <MapView city={of} layers={layers} area={districts} />}</Answer>,
    mapHost,
  );
}
