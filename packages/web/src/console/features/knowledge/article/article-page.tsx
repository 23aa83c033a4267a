import type { Article } from '@opentocc/contract';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Answer } from '../../../../ui/answer.tsx';
import { known } from '../../../../ui/asked.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { gapSearch } from '../address.ts';
import { AudienceTag, StaleTag, StateTag } from '../article-words.tsx';
import { useArticle } from '../queries.ts';
import { ArticleActs } from './article-acts.tsx';
import { ArticleFacts } from './article-facts.tsx';
import { FilesCard } from './files-card.tsx';
import { VersionsCard } from './versions-card.tsx';
import '../knowledge.css';

/** One article: what it says, on what it rests, and every version of it. */
export function ArticlePage() {
  const { t } = useTranslation();
  const { article: id } = useParams({ strict: false }) as { article?: string };
  const { gap } = gapSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const asked = useArticle(Number(id));
  const article = known(asked);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{article?.title ?? t('knowledge.article')}</h1>
        {article && <Marks article={article} />}
        <Link to="/knowledge/articles">{t('knowledge.to_list')}</Link>
      </div>
      <Answer query={asked} height_px={320}>
        {(one) => (
          <div className="know-stack">
            {gap !== undefined && <p className="note">{t('knowledge.gap_waits', { id: gap })}</p>}
            <ArticleActs article={one} gap={gap} />
            <div className="page-columns know-columns">
              <div className="know-stack">
                <Card title={t('knowledge.says')}>
                  <div className="know-body">{one.body}</div>
                </Card>
                <Card title={t('knowledge.in_english')}>
                  {one.title_en === '' ? (
                    <p className="muted">{t('knowledge.no_english')}</p>
                  ) : (
                    <div lang="en">
                      <h3 className="card-sub">{one.title_en}</h3>
                      <div className="know-body">{one.body_en}</div>
                    </div>
                  )}
                </Card>
                <VersionsCard versions={one.versions} />
              </div>
              <div className="know-stack">
                <ArticleFacts article={one} />
                <FilesCard article={one} />
              </div>
            </div>
          </div>
        )}
      </Answer>
    </div>
  );
}

function Marks({ article: { state, audience, stale } }: { readonly article: Article }) {
  return (
    <span>
      <StateTag state={state} />
      <AudienceTag audience={audience} />
      <StaleTag stale={stale} />
    </span>
  );
}
