import type { IndexConfiguration } from '@opentocc/contract';
import { Tag } from 'antd';
import { useProvenance } from '../../../ui/i18n/provenance.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { ANNEXES } from './annex-card.tsx';

const PARTS = ['gb', 'shenzhen', 'weights', 'free_flow', 'peaks'] as const;

/** Where each part comes from and how sure it is. */
export function ConfigurationSources({ configuration }: { readonly configuration: IndexConfiguration }) {
  const { t } = useTranslation();
  const provenance = useProvenance();
  const { gb } = configuration;
  return (
    <dl className="description">
      {PARTS.map((part) => {
        const { standard, version, source, certainty, assumed } = configuration[part];
        return (
          <div key={part} style={{ display: 'contents' }}>
            <dt>{t(`indices.config.groups.${part}`)}</dt>
            <dd>
              {provenance(standard)} {version} <Tag>{t(`indices.certainties.${certainty}`)}</Tag>
              {assumed && <Tag variant="filled">{t('common.assumed')}</Tag>}{' '}
              <span className="muted">{provenance(source)}</span>
              {part === 'gb' &&
                ANNEXES.map((annex) => (
                  <Tag key={annex} className={gb.annex === annex ? 'tag-force' : ''}>
                    {annex}: {gb.annexes[annex].certainty}
                    {gb.annexes[annex].assumed && ` · ${t('common.assumed')}`}
                  </Tag>
                ))}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
