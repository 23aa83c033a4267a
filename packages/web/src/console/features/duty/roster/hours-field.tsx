import type { DutyPost } from '@opentocc/contract';
import { Segmented } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { TimeField } from '../../../ui/time-field.tsx';
import { clockOfMinute } from './rule-text.ts';

type Hours = DutyPost['hours'];

interface Props {
  readonly label: string;
  readonly value?: Hours;
  onChange?(hours: Hours): void;
}

/** What is offered first where there are hours of a day. */
const DAY_SHIFT = { from_min: 480, to_min: 1200 };
const ENDS = ['from_min', 'to_min'] as const;

/** Round the clock, or the same hours of each day; hours that end at or before their begin end on the next day. */
export function HoursField({ label, value = null, onChange }: Props) {
  const { t } = useTranslation();
  const set = (end: (typeof ENDS)[number], time: string) => {
    const [hours, minutes] = time.split(':').map(Number);
    onChange?.({ ...DAY_SHIFT, ...value, [end]: 60 * hours + minutes });
  };
  return (
    <span className="duty-hours">
      <Segmented
        aria-label={label}
        value={value === null ? 'all' : 'part'}
        options={[
          { value: 'all', label: t('duty.round_the_clock') },
          { value: 'part', label: t('duty.hours_of_day') },
        ]}
        onChange={(of) => onChange?.(of === 'all' ? null : DAY_SHIFT)}
      />
      {value !== null &&
        ENDS.map((end) => (
          <TimeField
            key={end}
            aria-label={`${label} ${t(end === 'from_min' ? 'duty.from_title' : 'duty.to_title')}`}
            value={clockOfMinute(value[end])}
            step_min={30}
            onChange={(time) => set(end, time)}
          />
        ))}
      {value !== null && value.to_min <= value.from_min && (
        <small className="muted">{t('duty.next_day')}</small>
      )}
    </span>
  );
}
