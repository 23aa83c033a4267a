import type { TableColumnsType } from 'antd';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { CaseNumber } from '../../ui/case-number.tsx';
import type { FormReview } from './queries.ts';

/** @param choose opens the form of one */
export function useReviewColumns(choose: (review: FormReview) => void): TableColumnsType<FormReview> {
  const { t } = useTranslation();
  return [
    {
      title: t('reviews.subject'),
      className: 'wrap',
      render: (_, review) => (
        <button type="button" className="link-button" onClick={() => choose(review)}>
          {review.title}
        </button>
      ),
    },
    {
      title: t('reviews.case'),
      render: (_, review) => <CaseNumber id={review.case} number={review.number} />,
    },
    { title: t('reviews.agent'), dataIndex: 'agent' },
    { title: t('reviews.answered'), render: (_, { answered_ms }) => minuteOf(answered_ms) },
    { title: t('common.state'), render: (_, { state }) => t(`reviews.state.${state}`) },
    {
      title: t('reviews.verdict'),
      render: (_, { right }) =>
        right === null ? (
          ''
        ) : (
          <span className={right ? 'good' : 'bad'}>{t(right ? 'reviews.right' : 'reviews.wrong')}</span>
        ),
    },
  ];
}
