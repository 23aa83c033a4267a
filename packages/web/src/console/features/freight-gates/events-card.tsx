import type { FreightGateEvent } from '@opentocc/contract';
import { shortTimeOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';

/** What happened at a gate, who did it, the newest first; a finding stands out. */
export function EventsCard({ events }: { readonly events: readonly FreightGateEvent[] }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const now_ms = useNow(60_000);
  return (
    <Card title={t('freight-gates.events')}>
      {events.length === 0 && <p className="muted">{t('freight-gates.events_none')}</p>}
      <ul className="gate-rows gate-history">
        {events.map(({ id, at_ms, kind, by, text }) => (
          <li key={id} className={kind === 'finding' ? 'gate-bad' : ''}>
            <time>{shortTimeOf(at_ms, now_ms)}</time>
            <span>{text[language]}</span>
            <span className="muted">{by}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
