import type { HandlingAct, HandlingRecord } from '@opentocc/contract';
import { dayOf, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

/** What people did about a finding, the latest first. */
export function FindingHistory({ history }: { history: readonly HandlingRecord[] }) {
  const { t } = useTranslation();
  const words = useActWords();
  if (history.length === 0) return null;
  return (
    <section className="finding-history" aria-label={t('sources.handling.history')}>
      <b>{t('sources.handling.history')}</b>
      <ol>
        {history.map(({ at_ms, by, act }) => (
          <li key={`${at_ms} ${act.kind}`}>
            <time>{minuteOf(at_ms)}</time> {by} {words(act)}
            {act.kind === 'sent' && (
              <details>
                <summary>{t('sources.handling.text')}</summary>
                <pre>{act.text}</pre>
              </details>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function useActWords(): (act: HandlingAct) => string {
  const { t } = useTranslation();
  return (act) => {
    switch (act.kind) {
      case 'acknowledged':
        return t('sources.handling.did.acknowledged');
      case 'assigned':
        return act.to
          ? t('sources.handling.did.assigned', { to: act.to.name })
          : t('sources.handling.did.unassigned');
      case 'noted':
        return t('sources.handling.did.noted', { text: act.text });
      case 'muted':
        return act.until_ms === null
          ? t('sources.handling.did.unmuted')
          : // The silence ends at the first instant after its last day.
            t('sources.handling.did.muted', { until: dayOf(act.until_ms - 1), reason: act.reason });
      case 'sent':
        return t('sources.handling.did.sent', {
          to: act.to,
          channel: t(`sources.handling.channels.${act.channel}`),
        });
    }
  };
}
