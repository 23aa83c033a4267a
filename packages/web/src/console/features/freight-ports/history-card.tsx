import type { PortExclusion, PortHistory, PortHour } from '@opentocc/contract';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { type LineChoice, usePortHistory } from './queries.ts';
import { useWaitText } from './use-wait-text.ts';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const RULES: readonly PortExclusion[] = ['passed', 'entry_unseen', 'closed', 'parked'];
/** Waits at which a cell is drawn darker, min. */
const STEPS_MIN = [15, 30, 60, 120] as const;

/** What is usual: the median wait of each hour of the week, and what no wait was taken of. */
export function HistoryCard({ choice }: { readonly choice: LineChoice }) {
  const { t } = useTranslation();
  return (
    <Card title={t('freight_ports.history')}>
      <Answer
        query={usePortHistory(choice)}
        isEmpty={({ whole }) => whole === null}
        empty={t('freight_ports.history_none')}
        lacks="measurements"
        height_px={240}
      >
        {(history) => <Week history={history} />}
      </Answer>
    </Card>
  );
}

function Week({ history: { hours, excluded } }: { readonly history: PortHistory }) {
  const { t } = useTranslation();
  const counts = Object.fromEntries(
    RULES.map((rule) => [rule, excluded.find((one) => one.rule === rule)?.visits ?? 0]),
  );
  return (
    <>
      <div className="port-week-scroll">
        <table className="port-week">
          <thead>
            <tr>
              <td />
              {HOURS.map((hour) => (
                <th key={hour} scope="col">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {DAYS.map((day) => (
              <tr key={day}>
                <th scope="row">{t(`freight_ports.weekday.d${day}`)}</th>
                {HOURS.map((hour) => (
                  <Cell
                    key={hour}
                    day={day}
                    of={hours.find((one) => one.weekday === day && one.hour === hour)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="muted">{t('freight_ports.history_note', counts)}</p>
    </>
  );
}

function Cell({ day, of }: { readonly day: (typeof DAYS)[number]; readonly of: PortHour | undefined }) {
  const { t } = useTranslation();
  const { measured } = useWaitText();
  if (!of?.wait) return <td />;
  const { wait, hour, arrivals } = of;
  const min = Math.round((wait.mid_s ?? wait.low_s) / 60);
  const step = STEPS_MIN.filter((bound) => min >= bound).length;
  const title = t('freight_ports.history_cell', {
    ...{ day: t(`freight_ports.weekday.d${day}`), hour, arrivals },
    wait: measured(wait),
  });
  return (
    <td className={`port-step-${step}`} title={title}>
      {wait.mid_s === null ? '>' : ''}
      {min}
    </td>
  );
}
