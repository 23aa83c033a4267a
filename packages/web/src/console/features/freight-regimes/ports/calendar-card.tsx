import type { BorderDirection, FreightClass, FreightPortState } from '@opentocc/contract';
import { openSpans } from '@opentocc/core/freight';
import { DAY_MS } from '@opentocc/core/time';
import { Select } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../../ui/answer.tsx';
import { dayOf, hourMinuteOf, startOfDay_ms } from '../../../../ui/format.ts';
import { useTextGroups, useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useChoices } from '../draft/scope-fields.tsx';
import { usePortStates } from '../queries.ts';
import { usePortName } from '../words.tsx';

/** Days that are shown: two before today, so that a closure that was is seen too. */
const [BEFORE, DAYS] = [2, 12];
const WAYS = ['in', 'out'] as const;

/** Each port and direction by day, for one class: where the bar is filled, trucks may cross. */
export function CalendarCard() {
  const { t } = useTranslation();
  const classes = useChoices('class');
  const [vehicle, setVehicle] = useState<FreightClass>('container');
  const select = (
    <Select
      aria-label={t('freight-regimes.classes')}
      value={vehicle}
      options={classes}
      onChange={setVehicle}
      className="regimes-choice"
    />
  );
  return (
    <Card title={t('freight-regimes.calendar')} extra={select}>
      <Answer query={usePortStates()} height_px={320}>
        {({ now_ms, ports, states }) => (
          <Calendar
            from_ms={startOfDay_ms(now_ms) - BEFORE * DAY_MS}
            now_ms={now_ms}
            ports={ports.map(({ code }) => code)}
            states={states.filter(({ withdrawn }) => !withdrawn).map(({ state }) => state)}
            vehicle={vehicle}
          />
        )}
      </Answer>
    </Card>
  );
}

interface CalendarProps {
  readonly from_ms: number;
  readonly now_ms: number;
  readonly ports: readonly string[];
  readonly states: readonly FreightPortState[];
  readonly vehicle: FreightClass;
}

function Calendar({ from_ms, now_ms, ports, states, vehicle }: CalendarProps) {
  const { t, group } = useTextGroups();
  const portName = usePortName();
  const directions = group('freight-regimes.direction');
  const days = Array.from({ length: DAYS }, (_, i) => from_ms + i * DAY_MS);
  const rows = ports.flatMap((port) => WAYS.map((direction) => ({ port, direction })));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached, and so scrolled, by the keyboard.
    <section className="regimes-scroll" aria-label={t('freight-regimes.calendar')} tabIndex={0}>
      <table className="regimes-calendar">
        <thead>
          <tr>
            <th>{t('freight-regimes.port')}</th>
            {days.map((day_ms) => (
              <th key={day_ms} className={day_ms === startOfDay_ms(now_ms) ? 'today' : ''}>
                {dayOf(day_ms).slice(5)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ port, direction }) => (
            <tr key={`${port} ${direction}`}>
              <th>
                {portName(port)} {directions[direction]}
              </th>
              {days.map((day_ms) => (
                <Day key={day_ms} day_ms={day_ms} of={{ port, direction, class: vehicle }} states={states} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface DayProps {
  readonly day_ms: number;
  readonly of: { readonly port: string; readonly direction: BorderDirection; readonly class: FreightClass };
  readonly states: readonly FreightPortState[];
}

/** One day: its open hours as a bar, and in words. */
function Day({ day_ms, of, states }: DayProps) {
  const { t } = useTranslation();
  const spans = openSpans(states, of, day_ms, day_ms + DAY_MS);
  const timeOf = (at_ms: number) => (at_ms === day_ms + DAY_MS ? '24:00' : hourMinuteOf(at_ms));
  const words = spans.map(({ from_ms, to_ms }) => `${timeOf(from_ms)}–${timeOf(to_ms)}`).join(' ');
  const said = words === '' ? t('freight-regimes.closed') : words;
  return (
    <td title={said} className={words === '' ? 'closed' : ''}>
      <span className="regimes-day">
        {spans.map(({ from_ms, to_ms }) => (
          <i
            key={from_ms}
            style={{
              left: `${(100 * (from_ms - day_ms)) / DAY_MS}%`,
              width: `${(100 * (to_ms - from_ms)) / DAY_MS}%`,
            }}
          />
        ))}
      </span>
      <small>{said}</small>
    </td>
  );
}
