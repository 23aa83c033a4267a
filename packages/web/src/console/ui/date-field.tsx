import { CalendarOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { dayOf } from '../../ui/format.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { platformNow } from '../../ui/platform-clock.ts';
import { Calendar } from './calendar.tsx';
import { Popup } from './popup.tsx';
import { TypedField } from './typed-field.tsx';
import { type Day, dayTyped, isWithin, shiftDay } from './typed-time.ts';
import './date-field.css';

interface Props {
  /** Put in by a form's item, so that its label names the field. */
  readonly id?: string;
  readonly 'aria-label'?: string;
  /** yyyy-mm-dd in the time zone of the city; empty or undefined where none is chosen. */
  readonly value?: Day;
  /** The first and the last day that may be chosen. */
  readonly min?: Day;
  readonly max?: Day;
  /** Whether no day may be chosen too. */
  readonly mayBeEmpty?: boolean;
  /** Undefined when the field was emptied. */
  onChange?(day: Day | undefined): void;
}

/**
 * A day of the city's calendar, typed as yyyy-mm-dd or chosen. The browser's own control writes 03/01/2026 to one reader and
 * 01/03/2026 to another, whatever the page's language.
 */
export function DateField({ value = '', min, max, mayBeEmpty = false, onChange, ...names }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const within = (day: Day | undefined) => (day && isWithin(day, min, max) ? day : undefined);
  const calendar = (close: () => void) => (
    <Calendar
      day={value || dayOf(platformNow())}
      min={min}
      max={max}
      choose={(day) => {
        close();
        onChange?.(day);
      }}
    />
  );
  return (
    <span className="date-field" title={useBoundsText(min, max)}>
      <TypedField
        {...names}
        value={value}
        placeholder="yyyy-mm-dd"
        size={10}
        mayBeEmpty={mayBeEmpty}
        read={(text) => within(dayTyped(text))}
        step={(day, way) => within(shiftDay(day, way))}
        change={(day) => onChange?.(day || undefined)}
      />
      <Popup title={t('dates.choose')} isTitleShown={false} onOpenChange={setOpen} content={calendar}>
        <button
          type="button"
          className="date-field-open"
          aria-label={t('dates.choose')}
          aria-expanded={isOpen}
        >
          <CalendarOutlined />
        </button>
      </Popup>
    </span>
  );
}

function useBoundsText(min: Day | undefined, max: Day | undefined): string | undefined {
  const { t } = useTranslation();
  if (min && max) return t('dates.between', { min, max });
  if (min) return t('dates.from', { min });
  return max && t('dates.until', { max });
}
