import type { Handover } from '@opentocc/contract';
import { clockOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';

/** What was done in a handover and by whom, the newest last; never changed. */
export function ActsCard({ handover: { acts, lines } }: { readonly handover: Handover }) {
  const { t } = useTranslation();
  const place = new Map(lines.map(({ id }, i) => [id, i + 1]));
  return (
    <Card title={t('duty.acts')} extra={t('duty.acts_hint')}>
      <ol className="duty-log">
        {acts.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: acts are only added
          <li key={i}>
            <time>{clockOf(one.at_ms)}</time>
            <span className="muted">{one.by === 'system' ? t('duty.by_system') : one.by}</span>
            <span className="duty-text">
              {t(`duty.act.${one.act}`)}
              {one.line !== null && ` ${t('duty.line_number', { number: place.get(one.line) })}`}
              {one.reason && ` · ${t(`duty.reasons.${one.reason}`)}`}
              {one.text && ` · ${one.text}`}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
