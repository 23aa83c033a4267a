import type { KnowledgeGap } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Button, type TableColumnsType } from 'antd';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';

export type GapAct = 'answer' | 'dismiss';

/** Columns of the list of gaps. */
export function useGapColumns(ask: (gap: KnowledgeGap, act: GapAct) => void): TableColumnsType<KnowledgeGap> {
  const { t } = useTranslation();
  return [
    { title: t('knowledge.gap_text'), className: 'wrap', dataIndex: 'text' },
    { title: t('knowledge.gap_searches'), align: 'right', dataIndex: 'searches' },
    { title: t('knowledge.gap_marks'), align: 'right', dataIndex: 'marks' },
    { title: t('knowledge.gap_first'), render: (_, { first_ms }) => minuteOf(first_ms) },
    { title: t('knowledge.gap_last'), render: (_, { last_ms }) => minuteOf(last_ms) },
    { title: t('common.state'), className: 'wrap', render: (_, gap) => <GapState gap={gap} /> },
    {
      title: t('common.acts'),
      render: (_, gap) =>
        gap.state === 'open' && (
          <span className="know-acts know-row-acts">
            <Link to="/knowledge/new" search={{ gap: gap.id }}>
              {t('knowledge.gap_draft')}
            </Link>
            <Button size="small" onClick={() => ask(gap, 'answer')}>
              {t('knowledge.gap_answer')}
            </Button>
            <Button size="small" onClick={() => ask(gap, 'dismiss')}>
              {t('knowledge.gap_dismiss')}
            </Button>
          </span>
        ),
    },
  ];
}

function GapState({ gap: { state, article, decided_by, note } }: { readonly gap: KnowledgeGap }) {
  const { t } = useTranslation();
  return (
    <>
      {t(`knowledge.gap_state.${state}`)}
      {article !== null && (
        <>
          {' '}
          <Link to="/knowledge/$article" params={{ article: String(article) }}>
            {t('knowledge.article_n', { id: article })}
          </Link>
        </>
      )}
      {decided_by !== null && (
        <span className="muted"> {[decided_by, note].filter(Boolean).join(' · ')}</span>
      )}
    </>
  );
}
