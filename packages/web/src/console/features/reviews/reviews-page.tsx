import type { ReviewState } from '@opentocc/contract';
import { Select } from 'antd';
import { useState } from 'react';
import { answerFrom } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { ListTable } from '../../ui/list-table.tsx';
import { DrawReviews } from './draw-reviews.tsx';
import { type FormReview, useReviews } from './queries.ts';
import { ReviewCard } from './review-card.tsx';
import { useReviewColumns } from './review-columns.tsx';
import './reviews.css';

const STATES: readonly ReviewState[] = ['waiting', 'judged', 'disputed', 'settled'];

/** Answers that were drawn, how they were judged, and the form to judge one. */
export function ReviewsPage() {
  const { t } = useTranslation();
  const mayJudge = useMay('reviews:judge');
  const [state, setState] = useState<ReviewState | undefined>(mayJudge ? 'waiting' : undefined);
  const [chosen, choose] = useState<FormReview | null>(null);
  const columns = useReviewColumns(choose);
  const query = answerFrom(useReviews(state), ({ reviews, form }) =>
    reviews.map((review) => ({ ...review, questions: form.questions })),
  );
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('reviews.title')}</h1>
        <Select
          allowClear
          aria-label={t('common.state')}
          placeholder={t('reviews.all_states')}
          options={STATES.map((value) => ({ value, label: t(`reviews.state.${value}`) }))}
          value={state}
          onChange={setState}
        />
      </div>
      {mayJudge && <DrawReviews />}
      {chosen && (
        <ReviewCard key={`${chosen.id}/${chosen.version}`} review={chosen} onClose={() => choose(null)} />
      )}
      <Card title={t('reviews.list')} extra={mayJudge ? '' : t('reviews.own_only')}>
        <ListTable query={query} columns={columns} none={t('reviews.none')} height_px={240} />
      </Card>
    </div>
  );
}
