import { VehicleClass } from '@opentocc/contract';
import { useTranslation } from 'react-i18next';
import { STATE_COLOURS, STATE_NAMES, type ThemeName, VEHICLE_COLOURS } from './theme/palette.ts';

/** What the colours on the map mean. */
export function Legend({ theme, notice }: { theme: ThemeName; notice: string }) {
  const { t } = useTranslation();
  return (
    <section className="legend" aria-label={t('map.legend')}>
      <ul>
        {STATE_NAMES.map((name, code) => (
          <li key={name}>
            <i className="swatch-line" style={{ background: STATE_COLOURS[theme][code] }} />
            {t(`state.${name}`)}
          </li>
        ))}
      </ul>
      <ul>
        {VehicleClass.options.map((name, code) => (
          <li key={name}>
            <i className="swatch-dot" style={{ background: VEHICLE_COLOURS[theme][code] }} />
            {t(`vehicle_class.${name}`)}
          </li>
        ))}
      </ul>
      {notice && <p className="muted">{notice}</p>}
    </section>
  );
}
