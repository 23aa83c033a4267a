import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { dayOf } from '../../ui/format.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { platformNow } from '../../ui/platform-clock.ts';
import { type Day, isWithin, shiftDay, shiftMonth, weeksOf } from './typed-time.ts';

interface Props {
  /** The day that is chosen, or the one to begin from. */
  readonly day: Day;
  readonly min?: Day;
  readonly max?: Day;
  choose(day: Day): void;
}

/** Days that an arrow key goes. */
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const MONTHS: Readonly<Record<string, number>> = { PageUp: -1, PageDown: 1 };

/** A month of days to choose from, by pointer or by arrow keys; the page keys turn to another month. */
export function Calendar({ day, min, max, choose }: Props) {
  const { t } = useTranslation();
  const [at, setAt] = useState(day);
  const focused = useRef<HTMLButtonElement>(null);
  const head = useRef<HTMLDivElement>(null);
  // The day that the keys stand on has the focus; who turns the months by their buttons goes on doing so.
  // biome-ignore lint/correctness/useExhaustiveDependencies: focused.current changes with at
  useEffect(() => {
    if (!head.current?.contains(document.activeElement)) focused.current?.focus();
  }, [at]);
  const onKeyDown = (event: KeyboardEvent) => {
    const next =
      event.key in STEPS
        ? shiftDay(at, STEPS[event.key])
        : event.key in MONTHS
          ? shiftMonth(at, MONTHS[event.key])
          : null;
    if (next === null) return;
    event.preventDefault();
    setAt(next);
  };
  const turn = (months: number) => setAt(shiftMonth(at, months));
  const today = dayOf(platformNow());
  return (
    <fieldset className="calendar" aria-label={t('dates.choose')} onKeyDown={onKeyDown}>
      <div className="calendar-head" ref={head}>
        <button type="button" aria-label={t('dates.month_before')} onClick={() => turn(-1)}>
          <LeftOutlined />
        </button>
        <strong aria-live="polite">{at.slice(0, 7)}</strong>
        <button type="button" aria-label={t('dates.month_after')} onClick={() => turn(1)}>
          <RightOutlined />
        </button>
      </div>
      <table>
        <thead>
          <tr>
            {t('dates.weekdays')
              .split(' ')
              .map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(at).map((week) => (
            <tr key={week[0]}>
              {week.map((one) => (
                <td key={one}>
                  <button
                    type="button"
                    ref={one === at ? focused : undefined}
                    data-first={one === at || undefined}
                    tabIndex={one === at ? 0 : -1}
                    className={one.slice(0, 7) === at.slice(0, 7) ? undefined : 'calendar-other'}
                    aria-label={one}
                    aria-pressed={one === day}
                    aria-current={one === today ? 'date' : undefined}
                    disabled={!isWithin(one, min, max)}
                    onClick={() => choose(one)}
                  >
                    {Number(one.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}
