import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from '../ui/i18n/use-translation.ts';
import { DateField } from './ui/date-field.tsx';
import { shiftDay } from './ui/typed-time.ts';

interface Props {
  /** yyyy-mm-dd in the time zone of the city. */
  readonly day: string;
  readonly last: string;
  onChange(day: string): void;
}

/** A day of the city's calendar, with the one before and the one after it a click away. */
export function DayPicker({ day, last, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <span className="day-picker">
      <Button
        type="text"
        icon={<LeftOutlined />}
        aria-label={t('dates.day_before')}
        onClick={() => onChange(shiftDay(day, -1))}
      />
      <DateField
        aria-label={t('common.day')}
        value={day}
        max={last}
        onChange={(next) => next && onChange(next)}
      />
      <Button
        type="text"
        icon={<RightOutlined />}
        aria-label={t('dates.day_after')}
        disabled={day >= last}
        onClick={() => onChange(shiftDay(day, 1))}
      />
    </span>
  );
}
