import type { DayHours } from '@opentocc/core/freight';
import { Input } from 'antd';
import { useState } from 'react';
import { hoursTyped, hoursWritten } from './typed-hours.ts';

interface Props {
  readonly id?: string;
  readonly value?: readonly DayHours[];
  onChange?(hours: readonly DayHours[]): void;
}

/** Hours of the day as a text, "07:00-22:00, 22:30-06:00": what cannot be read is marked and is no hours. */
export function HoursInput({ id, value = [], onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && hoursTyped(typed) === undefined;
  return (
    <Input
      id={id}
      status={isWrong ? 'error' : ''}
      aria-invalid={isWrong}
      placeholder="07:00-22:00, 22:30-06:00"
      value={typed ?? hoursWritten(value)}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange?.(hoursTyped(target.value) ?? []);
      }}
    />
  );
}
