import type { Bilingual } from '@opentocc/contract';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';

interface Props {
  readonly events: readonly {
    readonly at_ms: number;
    readonly kind: string;
    readonly by: string;
    readonly text: Bilingual;
  }[];
}

/** Its timeline: what people did and what devices said, as it was written. */
export function EventsCard({ events }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <Card title={t('freight_cold_chain.events')}>
      <ol className="cold-events">
        {events.map(({ at_ms, kind, by, text }) => (
          <li key={`${at_ms} ${kind} ${text.en}`}>
            <time>{minuteOf(at_ms)}</time> {text[language]} <small className="muted">{by}</small>
          </li>
        ))}
      </ol>
    </Card>
  );
}
