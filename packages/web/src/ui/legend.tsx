import type { City } from '@opentocc/contract';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from './i18n/use-translation.ts';
import { STATE_NAMES, VEHICLE_CLASS_NAMES } from './names.ts';
import { languageStore } from './preferences.ts';
import { useStore } from './store.ts';
import { STATE_COLOURS, type ThemeName, VEHICLE_COLOURS } from './theme/palette.ts';

interface Props {
  readonly theme: ThemeName;
  readonly city: City | undefined;
  /** What the map leaves out, by name: `state.free`, `class.taxi`. */
  readonly hidden?: ReadonlySet<string>;
  /** Leaves something out or shows it again; without it the legend only says what colours mean. */
  onToggle?(name: string): void;
}

/** What the colours on the map mean; a click on one leaves out what has it. */
export function Legend({ theme, city, hidden, onToggle }: Props) {
  const language = useStore(languageStore);
  const { t } = useTranslation();
  const entry = (name: string, content: ReactNode) =>
    onToggle ? (
      <button
        type="button"
        className="legend-entry"
        aria-pressed={!hidden?.has(name)}
        title={t('map.leave_out')}
        onClick={() => onToggle(name)}
      >
        {content}
      </button>
    ) : (
      <Fragment>{content}</Fragment>
    );
  return (
    <section className="legend" aria-label={t('map.legend')}>
      <ul>
        {STATE_NAMES.map((name, code) => (
          <li key={name}>
            {entry(
              `state.${name}`,
              <>
                <i className="swatch-line" style={{ background: STATE_COLOURS[theme][code] }} />
                {t(`state.${name}`)}
              </>,
            )}
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
            {entry(
              `class.${name}`,
              <>
                <i className="swatch-dot" style={{ background: VEHICLE_COLOURS[theme][code] }} />
                {t(`vehicle_class.${name}`)}
              </>,
            )}
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
