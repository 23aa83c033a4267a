import { DAY_MS } from '@opentocc/core/time';
import { type KeyboardEvent, useId, useState } from 'react';
import { clockOf, dayOf } from '../../ui/format.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { dayTyped, momentOf, timeTyped } from './typed-moment.ts';
import './moment-field.css';

const ARROWS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 };

interface Props {
  readonly label: string;
  readonly at_ms: number;
  /** The latest that may be chosen. */
  readonly max_ms: number;
  /** By how much the arrow keys change the time. */
  readonly step_ms: number;
  onChange(at_ms: number): void;
}

/** A date and a time of 24 h of the city, both typed; arrow keys go a day or a step on or back, Esc takes back. */
export function MomentField({ label, at_ms, max_ms, step_ms, onChange }: Props) {
  const { t } = useTranslation();
  const [day, time] = [dayOf(at_ms), clockOf(at_ms)];
  const [fault, setFault] = useState<string | null>(null);
  const id = useId();
  const take = (moment_ms: number | null, wrong: string) => {
    const isLate = moment_ms !== null && moment_ms > max_ms;
    setFault(
      isLate ? t('moment.late', { at: `${dayOf(max_ms)} ${clockOf(max_ms)}` }) : moment_ms ? null : wrong,
    );
    if (moment_ms === null || isLate) return false;
    onChange(moment_ms);
    return true;
  };
  const part = { fault: fault === null ? undefined : id, forget: () => setFault(null) };
  return (
    <fieldset className="moment">
      <legend>{label}</legend>
      <Typed
        {...part}
        label={`${label} ${t('moment.date')}`}
        hint="YYYY-MM-DD"
        value={day}
        width_ch={11}
        take={(text) => {
          const typed = dayTyped(text, dayOf(max_ms));
          return take(typed === null ? null : momentOf(typed, time), t('moment.no_date'));
        }}
        move={(by) => take(Math.min(max_ms, at_ms + by * DAY_MS), '')}
      />
      <Typed
        {...part}
        label={`${label} ${t('moment.time')}`}
        hint="HH:MM"
        value={time}
        width_ch={9}
        take={(text) => {
          const typed = timeTyped(text);
          return take(typed === null ? null : momentOf(day, typed), t('moment.no_time'));
        }}
        move={(by) => take(Math.min(max_ms, at_ms + by * step_ms), '')}
      />
      {fault !== null && (
        <small id={id} className="moment-fault bad" role="alert">
          {fault}
        </small>
      )}
    </fieldset>
  );
}

interface TypedProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly width_ch: number;
  /** Id of what says what is wrong. */
  readonly fault: string | undefined;
  forget(): void;
  /** @returns whether it was taken */
  take(text: string): boolean;
  move(by: number): void;
}

/** A text that counts once Enter is pressed or the field is left. */
function Typed({ label, hint, value, width_ch, fault, forget, take, move }: TypedProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && (draft.trim() === value || take(draft))) setDraft(null);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape') {
      setDraft(null);
      forget();
    }
    const by = ARROWS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    setDraft(null);
    move(by);
  };
  return (
    <input
      className="moment-input"
      style={{ width: `${width_ch}ch` }}
      inputMode="numeric"
      autoComplete="off"
      aria-label={label}
      aria-invalid={draft !== null && fault !== undefined}
      aria-describedby={fault}
      placeholder={hint}
      value={draft ?? value}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={press}
    />
  );
}
