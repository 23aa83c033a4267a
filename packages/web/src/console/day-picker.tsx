import { useTranslation } from 'react-i18next';

interface Props {
  /** yyyy-mm-dd in the time zone of the city. */
  readonly day: string;
  readonly last: string;
  onChange(day: string): void;
}

/** A day of the city's calendar; the browser's own control, with its keyboard and its language. */
export function DayPicker({ day, last, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <input
      type="date"
      className="day-picker"
      aria-label={t('common.day')}
      value={day}
      max={last}
      required
      onChange={(event) => event.target.value && onChange(event.target.value)}
    />
  );
}
