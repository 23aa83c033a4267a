import type { City } from '@opentocc/contract';
import { useTranslation } from 'react-i18next';
import { STATE_NAMES, VEHICLE_CLASS_NAMES } from './names.ts';
import { languageStore } from './preferences.ts';
import { useStore } from './store.ts';
import { STATE_COLOURS, type ThemeName, VEHICLE_COLOURS } from './theme/palette.ts';

/** What the colours on the map mean. */
export function Legend({ theme, city }: { theme: ThemeName; city: City | undefined }) {
  const language = useStore(languageStore);
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
        <li>
          <i className="swatch-line swatch-estimated" style={{ background: STATE_COLOURS[theme][3] }} />
          {t('map.estimated')}
        </li>
      </ul>
      <ul>
        {VEHICLE_CLASS_NAMES.map((name, code) => (
          <li key={name}>
            <i className="swatch-dot" style={{ background: VEHICLE_COLOURS[theme][code] }} />
            {t(`vehicle_class.${name}`)}
          </li>
        ))}
      </ul>
      {city && (
        <p className="muted">
          {city.notice[language]} {city.attribution}
        </p>
      )}
    </section>
  );
}
