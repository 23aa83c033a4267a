import type { ArticleVersion } from '@opentocc/contract';
import { useState } from 'react';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { VersionDifference } from './version-difference.tsx';

/** Every version, the newest first; one that is chosen shows what it changed. */
export function VersionsCard({ versions }: { readonly versions: readonly ArticleVersion[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<number | null>(null);
  return (
    <Card title={t('knowledge.versions')}>
      <ol className="know-versions">
        {versions.map((one, i) => (
          <li key={one.version}>
            <button
              type="button"
              className="row-button"
              aria-expanded={open === one.version}
              onClick={() => setOpen(open === one.version ? null : one.version)}
            >
              <strong>{t('knowledge.version_n', { version: one.version })}</strong>
              <span>{t(`knowledge.did.${one.act}`)}</span>
              <span className="muted">
                {one.by} · {minuteOf(one.at_ms)}
                {one.note && ` · ${one.note}`}
              </span>
            </button>
            {open === one.version && <VersionDifference before={versions[i + 1]} after={one} />}
          </li>
        ))}
      </ol>
    </Card>
  );
}
