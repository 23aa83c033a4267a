import { Checkbox } from 'antd';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import type { MapLayer } from '../../ui/map/map-layer.ts';
import { languageStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import { useArea, useAreaName } from '../session/area.ts';
import { beside } from '../ui/beside.ts';
import { Popup } from '../ui/popup.tsx';
import { LinksInView } from './links-in-view.tsx';
import { hiddenLayersStore, mapStore, toggleHidden } from './map-model.ts';

/** Which layers the map shows. */
export function LayerSwitch({ layers }: { layers: readonly MapLayer[] }) {
  const { t } = useTranslation();
  const area = useArea();
  const name = useAreaName();
  return (
    <div className="map-tools">
      <Popup
        placement="bottomLeft"
        getPopupContainer={beside}
        title={t('layer.title')}
        content={() => <Layers layers={layers} />}
      >
        <button type="button" className="tool-button">
          {t('layer.title')}
        </button>
      </Popup>
      {area !== null && (
        <button type="button" className="tool-button" onClick={() => mapStore.get()?.showArea()}>
          {name}
        </button>
      )}
      <button type="button" className="tool-button" onClick={() => mapStore.get()?.showWholeCity()}>
        {t('map.whole_city')}
      </button>
      <LinksInView />
      {area !== null && <span className="map-note">{t('area.outside')}</span>}
    </div>
  );
}

function Layers({ layers }: { layers: readonly MapLayer[] }) {
  const language = useStore(languageStore);
  const hidden = useStore(hiddenLayersStore);
  return (
    <div className="layers">
      {layers
        .flatMap(({ name, label, parts = [] }) => [{ name, label }, ...parts])
        .map(
          ({ name, label }) =>
            label && (
              <Checkbox key={name} checked={!hidden.has(name)} onChange={() => toggleHidden(name)}>
                {label[language]}
              </Checkbox>
            ),
        )}
    </div>
  );
}
