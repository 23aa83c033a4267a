import { TypedField } from './typed-field.tsx';
import { minuteTyped, shiftMinute } from './typed-time.ts';
import './date-field.css';

interface Props {
  readonly id?: string;
  readonly 'aria-label'?: string;
  /** HH:mm of 24 hours, in the time zone of the city. */
  readonly value: string;
  /** What an arrow key adds or takes away, minutes. */
  readonly step_min?: number;
  onChange(time: string): void;
}

/** A time of day of the city, typed as HH:mm of 24 hours. */
export function TimeField({ value, step_min = 5, onChange, ...names }: Props) {
  return (
    <span className="date-field">
      <TypedField
        {...names}
        value={value}
        placeholder="HH:mm"
        size={5}
        mayBeEmpty={false}
        read={minuteTyped}
        step={(time, way) => shiftMinute(time, way * step_min)}
        change={onChange}
      />
    </span>
  );
}
