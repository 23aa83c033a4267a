import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useMay, useSession } from '../../session/session.ts';
import { useAction } from '../../ui/use-action.ts';
import { type FormReview, REVIEWS } from './queries.ts';

interface Props {
  readonly review: FormReview;
  onDone(): void;
}

/** The form for who judges, or a dispute for who is judged; nothing where neither is possible now. */
export function ReviewForm(props: Props) {
  const mayJudge = useMay('reviews:judge');
  const { account } = useSession();
  const { state, agent } = props.review;
  const isOwn = agent === account;
  if (mayJudge && !isOwn && (state === 'waiting' || state === 'disputed')) return <Judge {...props} />;
  if (isOwn && state === 'judged') return <Dispute {...props} />;
  return null;
}

function Judge({ review: { id, version, state, questions }, onDone }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const act = useAction(REVIEWS, 'statistics');
  const [marks, setMarks] = useState<Record<string, boolean>>({});
  const [comment, setComment] = useState('');
  const isComplete = questions.every(({ key }) => marks[key] !== undefined);
  const save = async () => {
    const request = { params: { id }, body: { version, marks, comment } };
    const done = await act(() =>
      state === 'waiting'
        ? call('POST /api/v1/reviews/:id/judgement', request)
        : call('POST /api/v1/reviews/:id/second-opinion', request),
    );
    if (done) onDone();
  };
  return (
    <div className="review-form">
      {questions.map(({ key, text, decides }) => (
        <fieldset key={key}>
          <legend>
            {text[language]} {decides && <small className="muted">{t('reviews.decides')}</small>}
          </legend>
          <Radio.Group
            value={marks[key]}
            onChange={({ target }) => setMarks({ ...marks, [key]: target.value as boolean })}
            options={[
              { value: true, label: t('reviews.yes') },
              { value: false, label: t('reviews.no') },
            ]}
          />
        </fieldset>
      ))}
      <Input.TextArea
        rows={2}
        maxLength={1000}
        aria-label={t('reviews.comment')}
        placeholder={t('reviews.comment')}
        value={comment}
        onChange={({ target }) => setComment(target.value)}
      />
      <Button type="primary" disabled={!isComplete} onClick={save}>
        {t(state === 'waiting' ? 'reviews.judge' : 'reviews.settle')}
      </Button>
    </div>
  );
}

function Dispute({ review: { id, version }, onDone }: Props) {
  const { t } = useTranslation();
  const act = useAction(REVIEWS);
  const [reason, setReason] = useState('');
  const send = async () => {
    const body = { version, reason };
    if (await act(() => call('POST /api/v1/reviews/:id/dispute', { params: { id }, body }))) onDone();
  };
  return (
    <div className="review-form">
      <Input.TextArea
        rows={2}
        maxLength={500}
        aria-label={t('reviews.dispute_reason')}
        placeholder={t('reviews.dispute_reason')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button disabled={reason.trim().length < 2} onClick={send}>
        {t('reviews.dispute')}
      </Button>
    </div>
  );
}
