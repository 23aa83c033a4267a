import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { DateField } from '../../ui/date-field.tsx';
import { type CompareDays, isSame, PRESETS, presetDays } from './compare-days.ts';

interface Props {
  readonly days: CompareDays;
  readonly today: string;
  change(days: Partial<CompareDays>): void;
}

/** The two intervals, by their days or by a preset. */
export function ComparePeriods({ days, today, change }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {(['a', 'b'] as const).map((side) => (
        <span key={side} className="tools">
          <span className="muted">{t(`indices.period_${side}`)}</span>
          {(['from', 'to'] as const).map((end) => (
            <DateField
              key={end}
              aria-label={`${t(`indices.period_${side}`)} ${t(`indices.${end}`)}`}
              value={days[`${side}_${end}`]}
              max={today}
              onChange={(day) => day && change({ [`${side}_${end}`]: day })}
            />
          ))}
        </span>
      ))}
      <span className="muted">{t('indices.presets')}</span>
      {PRESETS.map((preset) => (
        <button
          key={preset}
          type="button"
          className="export-button"
          aria-pressed={isSame(days, presetDays(preset, today))}
          onClick={() => change(presetDays(preset, today))}
        >
          {t(`indices.preset.${preset}`)}
        </button>
      ))}
    </>
  );
}
