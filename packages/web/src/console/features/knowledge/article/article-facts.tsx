import type { Article } from '@opentocc/contract';
import type { ReactNode } from 'react';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { Validity } from '../article-words.tsx';

/** Who answers for it, on what it rests and how long it holds. */
export function ArticleFacts({ article }: { readonly article: Article }) {
  const { t } = useTranslation();
  const { source, owner, review_on, version, changed_ms, uses, from_case } = article;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('knowledge.owner'), owner.name],
    [t('knowledge.source'), source],
    [t('knowledge.validity'), <Validity key="validity" {...article} />],
    [t('knowledge.review_on'), review_on],
    [t('knowledge.version'), t('knowledge.version_at', { version, at: minuteOf(changed_ms) })],
    [t('knowledge.uses'), String(uses)],
    ...(from_case === null
      ? []
      : [[t('knowledge.from_case'), <CaseLink key="case" id={from_case} />] as const]),
  ];
  return (
    <Card title={t('knowledge.facts')}>
      <dl className="description">
        {facts.map(([name, value]) => (
          <div key={name} className="know-fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** A page of another feature, which this one names by its address alone. */
function CaseLink({ id }: { readonly id: number }) {
  const { t } = useTranslation();
  return <a href={`/cases/${id}`}>{t('knowledge.case_n', { id })}</a>;
}
