import type { ArticleBrief } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../../ui/answer.tsx';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import type { ArticlesSearch } from '../address.ts';
import { AudienceTag, StaleTag, StateTag, Validity } from '../article-words.tsx';
import { PAGE_ROWS, useArticles } from '../queries.ts';

/** A page of articles at a time. */
export function ArticlesTable({ chosen }: { readonly chosen: ArticlesSearch }) {
  const { t } = useTranslation();
  const [page, setPage] = useState(0);
  const columns = useColumns();
  return (
    <section className="card">
      <Answer
        query={useArticles(chosen, page)}
        isEmpty={({ total }) => total === 0}
        empty={t(chosen.stale ? 'knowledge.none_stale' : 'knowledge.none')}
        height_px={320}
      >
        {({ articles, total }) => (
          <Table
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={articles}
            scroll={{ x: true }}
            pagination={{
              ...{ current: page + 1, pageSize: PAGE_ROWS, total },
              ...{ showSizeChanger: false, hideOnSinglePage: true },
              onChange: (next) => setPage(next - 1),
            }}
          />
        )}
      </Answer>
    </section>
  );
}

function useColumns(): TableColumnsType<ArticleBrief> {
  const { t } = useTranslation();
  return [
    {
      ...{ title: t('knowledge.article_title'), className: 'wrap' },
      render: (_, { id, title }) => (
        <Link to="/knowledge/$article" params={{ article: String(id) }}>
          {title}
        </Link>
      ),
    },
    { title: t('common.state'), render: (_, { state }) => <StateTag state={state} /> },
    { title: t('knowledge.audience_of'), render: (_, { audience }) => <AudienceTag audience={audience} /> },
    {
      title: t('knowledge.review_on'),
      render: (_, { review_on, stale }) => (
        <>
          {review_on} <StaleTag stale={stale} />
        </>
      ),
    },
    { title: t('knowledge.validity'), render: (_, article) => <Validity {...article} /> },
    { title: t('knowledge.owner'), render: (_, { owner }) => owner.name },
    { title: t('knowledge.version'), align: 'right', render: (_, { version }) => version },
    { title: t('knowledge.changed'), render: (_, { changed_ms }) => minuteOf(changed_ms) },
  ];
}
