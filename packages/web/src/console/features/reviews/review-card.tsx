import type { ReviewJudgement } from '@opentocc/contract';
import { Answer } from '../../../ui/answer.tsx';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { type FormReview, useReviewedCase } from './queries.ts';
import { ReviewForm } from './review-form.tsx';

interface Props {
  readonly review: FormReview;
  onClose(): void;
}

/** What was asked and answered, how that was judged, and what can be said to it. */
export function ReviewCard({ review, onClose }: Props) {
  const { t } = useTranslation();
  const { first, second, dispute } = review;
  return (
    <Card title={review.title} extra={`${review.number} · ${review.agent}`} onClose={onClose}>
      <Answer query={useReviewedCase(review.case)} height_px={120}>
        {({ text, answers }) => (
          <dl className="description">
            <dt>{t('reviews.asked')}</dt>
            <dd>{text}</dd>
            <dt>{t('reviews.answer')}</dt>
            <dd>{answers[0]?.text}</dd>
          </dl>
        )}
      </Answer>
      {first && <Judged review={review} judgement={first} name={t('reviews.first')} />}
      {dispute && (
        <p>
          <strong>{t('reviews.dispute')}</strong> {dispute.reason}{' '}
          <small className="muted">{minuteOf(dispute.at_ms)}</small>
        </p>
      )}
      {second && <Judged review={review} judgement={second} name={t('reviews.second')} />}
      <ReviewForm review={review} onDone={onClose} />
    </Card>
  );
}

function Judged(props: {
  readonly review: FormReview;
  readonly judgement: ReviewJudgement;
  readonly name: string;
}) {
  const { review, judgement, name } = props;
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { by, at_ms, marks, right, comment } = judgement;
  return (
    <section>
      <h3 className="card-sub">
        {name}: {t(right ? 'reviews.right' : 'reviews.wrong')}{' '}
        <small className="muted">
          {by} {minuteOf(at_ms)}
        </small>
      </h3>
      <ul>
        {review.questions.map(({ key, text }) => (
          <li key={key}>
            {text[language]}: {t(marks[key] ? 'reviews.yes' : 'reviews.no')}
          </li>
        ))}
      </ul>
      {comment && <p>{comment}</p>}
    </section>
  );
}
