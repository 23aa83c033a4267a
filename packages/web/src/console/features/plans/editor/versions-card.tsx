import type { PlanDetail } from '@opentocc/contract';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';

/** Every version that was published, the newest first. */
export function VersionsCard({ plan: { versions } }: { readonly plan: PlanDetail }) {
  const { t } = useTranslation();
  if (versions.length === 0) return null;
  return (
    <Card title={t('plans.editor.versions')}>
      <ul>
        {versions.map(({ version, published_by, published_ms, note }) => (
          <li key={version}>
            {t('plans.editor.version_line', { version })}{' '}
            <span className="muted">
              {t('plans.tasks.by', { by: published_by, at: minuteOf(published_ms) })}
              {note && ` · ${note}`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
