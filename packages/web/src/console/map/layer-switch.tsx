import { Checkbox, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { MAP_LAYERS, type MapLayerName } from '../../ui/map/city-map.ts';
import { useStore } from '../../ui/store.ts';
import { hiddenLayersStore, mapStore } from './map-model.ts';

/** Which layers the map shows. */
export function LayerSwitch() {
  const { t } = useTranslation();
  return (
    <div className="map-tools">
      <Popover trigger="click" placement="bottomLeft" content={<Layers />} title={t('layer.title')}>
        <button type="button" className="tool-button">
          {t('layer.title')}
        </button>
      </Popover>
      <button type="button" className="tool-button" onClick={() => mapStore.get()?.showWholeCity()}>
        {t('map.whole_city')}
      </button>
    </div>
  );
}

function Layers() {
  const { t } = useTranslation();
  const hidden = useStore(hiddenLayersStore);
  const toggle = (name: MapLayerName) => {
    const next = new Set(hidden);
    if (!next.delete(name)) next.add(name);
    hiddenLayersStore.set(next);
  };
  return (
    <div className="layers">
      {MAP_LAYERS.map((name) => (
        <Checkbox key={name} checked={!hidden.has(name)} onChange={() => toggle(name)}>
          {t(`layer.${name}`)}
        </Checkbox>
      ))}
    </div>
  );
}
