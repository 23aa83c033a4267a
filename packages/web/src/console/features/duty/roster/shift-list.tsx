import type { DutyShift } from '@opentocc/contract';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import { Button } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../../ui/platform-clock.ts';
import { MomentField } from '../../../ui/moment-field.tsx';
import { PersonField } from './people-fields.tsx';

interface Props {
  readonly shifts: readonly DutyShift[];
  /** Where the first one begins and ends by itself. */
  readonly first: { readonly from_ms: number; readonly to_ms: number };
  change(shifts: DutyShift[]): void;
}

/** Shifts one by one: who, from when, until when. Another one begins where the last one ends, and is as long. */
export function ShiftList({ shifts, first, change }: Props) {
  const { t } = useTranslation();
  const max_ms = platformNow() + 400 * DAY_MS;
  const put = (at: number, part: Partial<DutyShift>) =>
    change(shifts.map((shift, i) => (i === at ? { ...shift, ...part } : shift)));
  return (
    <section className="duty-shift-list" aria-label={t('duty.shift_list')}>
      {shifts
        .map((shift, at) => ({ ...shift, at, number: at + 1 }))
        .map(({ person, from_ms, to_ms, at, number }) => (
          <fieldset
            key={at}
            className="duty-fields duty-shift"
            aria-label={t('duty.shift_number', { number })}
          >
            <PersonField
              label={`${t('duty.who')} ${number}`}
              value={person}
              choose={(of) => put(at, { person: of })}
            />
            <MomentField
              label={`${t('duty.from_title')} ${number}`}
              {...{ max_ms, at_ms: from_ms, step_ms: HOUR_MS }}
              onChange={(of) => put(at, { from_ms: of, to_ms: of + Math.max(HOUR_MS, to_ms - from_ms) })}
            />
            <MomentField
              label={`${t('duty.to_title')} ${number}`}
              {...{ max_ms, at_ms: to_ms, step_ms: HOUR_MS }}
              onChange={(of) => put(at, { to_ms: of })}
            />
            <Button
              size="small"
              aria-label={t('duty.shift_remove', { number })}
              onClick={() => change(shifts.filter((_, i) => i !== at))}
            >
              {t('duty.remove')}
            </Button>
            {from_ms >= to_ms && (
              <small className="bad" role="alert">
                {t('duty.shift_backwards')}
              </small>
            )}
          </fieldset>
        ))}
      <Button onClick={() => change([...shifts, after(shifts.at(-1), first)])}>{t('duty.shift_add')}</Button>
    </section>
  );
}

function after(last: DutyShift | undefined, { from_ms, to_ms }: Props['first']): DutyShift {
  if (!last) return { person: '', from_ms, to_ms };
  const length_ms = Math.max(HOUR_MS, last.to_ms - last.from_ms);
  return { person: '', from_ms: last.to_ms, to_ms: last.to_ms + length_ms };
}
