import type { FreightGateRead } from '@opentocc/contract';
import { clockOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { PlateText } from './plate-text.tsx';

interface Props {
  readonly title: string;
  readonly reads: readonly FreightGateRead[];
}

/** Trucks that came, the newest first: what was read, what became of it, and why. */
export function ReadsCard({ title, reads }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <Card title={title}>
      {reads.length === 0 && <p className="muted">{t('freight-gates.recent_none')}</p>}
      <ul className="gate-rows gate-history">
        {reads.map((read) => (
          <li key={read.id}>
            <time>{clockOf(read.at_ms)}</time>
            <span className="gate-cell">
              <PlateText read={read} />
            </span>
            <span className={read.state === 'refused' ? 'bad' : read.state === 'opened' ? 'good' : ''}>
              {t(`freight-gates.read_state.${read.state}`)}
            </span>
            <span className="muted">
              {[
                read.why[language],
                read.by !== null && read.by !== 'system' && read.by,
                read.repeats > 0 && t('freight-gates.repeats', { count: read.repeats }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
