import type { FilingDetail } from '@opentocc/contract';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';

/** What was filed and done, by whom, the newest first. */
export function HistoryCard({ entry: { events } }: { readonly entry: FilingDetail }) {
  const { t } = useTranslation();
  return (
    <Card title={t('freight-filing.history')}>
      <ol className="filing-history">
        {events.map(({ at_ms, by, act, reason, version }) => (
          <li key={`${at_ms} ${version} ${act}`}>
            <span className="muted">
              {minuteOf(at_ms)} {by} · v{version}
            </span>{' '}
            {t(`freight-filing.acts.${act}`)} {reason}
          </li>
        ))}
      </ol>
    </Card>
  );
}
