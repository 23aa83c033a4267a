import { Answer } from '../../../ui/answer.tsx';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useEvents } from './queries.ts';
import { useSay } from './words.tsx';

interface Props {
  readonly code: string;
  readonly version: number;
}

/** What happened to a version, and who did it. */
export function EventsCard({ code, version }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <Card title={t('freight-regimes.events')}>
      <Answer
        query={useEvents(code, version)}
        isEmpty={({ length }) => length === 0}
        empty={t('freight-regimes.no_events')}
        height_px={80}
      >
        {(events) => (
          <ul className="regimes-events">
            {events.map(({ id, at_ms, by, text }) => (
              <li key={id}>
                <span className="nowrap muted">{minuteOf(at_ms)}</span> {say(text)}{' '}
                <span className="muted">{by ?? t('freight-regimes.by_clock')}</span>
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </Card>
  );
}
