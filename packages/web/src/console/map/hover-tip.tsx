import { NO_VALUE, speedText } from '../../ui/format.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import type { Pointed } from '../../ui/map/map-layer.ts';
import { LINK_CLASS_NAMES, STATE_NAMES, VEHICLE_CLASS_NAMES } from '../../ui/names.ts';
import { themeStore } from '../../ui/preferences.ts';
import { useRoadName } from '../../ui/road-name.ts';
import { useStore } from '../../ui/store.ts';
import { STATE_COLOURS, VEHICLE_COLOURS } from '../../ui/theme/palette.ts';
import { pointedStore } from './map-model.ts';

/** Says what the pointer rests on: a road with its state and speed, a vehicle with its class and speed. */
export function HoverTip() {
  const at = useStore(pointedStore);
  if (!at) return null;
  const { pointed, x, y } = at;
  return (
    <div className="hover-tip" style={{ left: x, top: y }} aria-hidden="true">
      {pointed.choice.kind === 'vehicle' ? <Vehicle pointed={pointed} /> : <Road pointed={pointed} />}
    </div>
  );
}

function Road({ pointed: { name, class: found, state = 0, speed_kmh = null } }: { pointed: Pointed }) {
  const { t } = useTranslation();
  const roadName = useRoadName();
  const theme = useStore(themeStore);
  const road_class = LINK_CLASS_NAMES.find((one) => one === found);
  return (
    <>
      <strong>{roadName(name)}</strong>
      {road_class && <span className="muted"> {t(`link_class.${road_class}`)}</span>}
      <br />
      <i className="row-lamp" style={{ background: STATE_COLOURS[theme][state] }} />{' '}
      {t(`state.${STATE_NAMES[state]}`)}
      {speed_kmh !== null && ` · ${speedText(speed_kmh)} km/h`}
    </>
  );
}

function Vehicle({ pointed: { class: found, speed_kmh = null } }: { pointed: Pointed }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const code = VEHICLE_CLASS_NAMES.findIndex((one) => one === found);
  return (
    <>
      <i className="row-lamp" style={{ background: VEHICLE_COLOURS[theme][code] }} />{' '}
      <strong>{t(`vehicle_class.${VEHICLE_CLASS_NAMES[code]}`)}</strong>{' '}
      {speed_kmh === null ? NO_VALUE : `${speedText(speed_kmh)} km/h`}
    </>
  );
}
