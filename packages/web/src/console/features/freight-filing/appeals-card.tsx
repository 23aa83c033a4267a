import type { FilingDetail } from '@opentocc/contract';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';

/** Appeals against sanctions, with by when they are decided. */
export function AppealsCard({ entry: { appeals } }: { readonly entry: FilingDetail }) {
  const { t } = useTranslation();
  if (appeals.length === 0) return null;
  return (
    <Card title={t('freight-filing.appeals')}>
      {appeals.map(({ id, text, at_ms, by, due_ms, granted, decided_by, reason }) => (
        <div key={id} className="filing-appeal">
          <span className="muted">
            {minuteOf(at_ms)} {by}
          </span>
          <p>{text}</p>
          {granted === null ? (
            <strong>{t('freight-filing.appeal_due', { at: minuteOf(due_ms) })}</strong>
          ) : (
            <p>
              <strong>{t(granted ? 'freight-filing.granted' : 'freight-filing.refused')}</strong> {decided_by}{' '}
              {reason}
            </p>
          )}
        </div>
      ))}
    </Card>
  );
}
