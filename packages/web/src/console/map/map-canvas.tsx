import { Alert, Button } from 'antd';
import { use, useMemo } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useCity } from '../../ui/queries.ts';
import { useErrorText } from '../error-text.ts';
import { useArea } from '../session/area.ts';
import { MAP_LAYERS } from './map-layers.ts';
import { mapHost } from './map-model.ts';
import { MapView } from './map-view.tsx';
import './map.css';

/** The one map of the console. It stands beside the pages and is drawn in the one that has a place for it. */
export function MapCanvas() {
  const { t } = useTranslation();
  const city = useCity();
  const errorText = useErrorText();
  const layers = use(MAP_LAYERS);
  const area = useArea();
  const key = area?.join();
  const districts = useMemo(() => key?.split(','), [key]);
  return createPortal(
    <>
      {city.data && <MapView city={city.data} layers={layers} area={districts} />}
      {city.isError && (
        <Alert
          className="map-alert"
          type="error"
          showIcon
          title={t('map.city_missing')}
          description={errorText(city.error)}
          action={<Button onClick={() => city.refetch()}>{t('common.retry')}</Button>}
        />
      )}
    </>,
    mapHost,
  );
}
