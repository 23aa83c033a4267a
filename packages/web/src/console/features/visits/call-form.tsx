import type { AttemptOutcome, Visit, VisitAnswers } from '@opentocc/contract';
import { Button, Input, Space } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useAction } from '../../ui/use-action.ts';
import { useKeys } from '../../ui/use-keys.ts';
import { Choice } from './choice.tsx';
import { CHANGED } from './queries.ts';
import { VisitFacts } from './visit-facts.tsx';

interface Props {
  readonly visit: Visit;
  onDone(): void;
}

type Draft = { answered?: boolean; handled?: VisitAnswers['handled']; satisfied?: number | null };

const MISSED: readonly (readonly [string, Exclude<AttemptOutcome, 'answered'>])[] = [
  ...([
    ['q', 'no_answer'],
    ['w', 'busy'],
    ['e', 'wrong_number'],
    ['r', 'refused'],
  ] as const),
];
const MARKS = [1, 2, 3, 4, 5] as const;
const HANDLED = [
  ['h', 'yes'],
  ['j', 'partly'],
  ['k', 'no'],
] as const;

/** What came of a call: nobody was reached, or what they answered. */
export function CallForm({ visit, onDone }: Props) {
  const { t } = useTranslation();
  const act = useAction(...CHANGED);
  const [draft, setDraft] = useState<Draft>({});
  const [comment, setComment] = useState('');
  const { id, version, asks_satisfaction } = visit;
  const change = (part: Draft) => setDraft((before) => ({ ...before, ...part }));
  const finish = async (work: () => Promise<unknown>) => {
    if ((await act(work)) !== undefined) onDone();
  };
  const miss = (outcome: Exclude<AttemptOutcome, 'answered'>) =>
    finish(() => call('POST /api/v1/visits/:id/attempts', { params: { id }, body: { version, outcome } }));
  const answers = answersOf(draft, asks_satisfaction);
  const save = () =>
    answers &&
    finish(() =>
      call('POST /api/v1/visits/:id/answers', { params: { id }, body: { version, ...answers, comment } }),
    );
  useKeys({
    ...Object.fromEntries(MISSED.map(([key, outcome]) => [key, () => miss(outcome)])),
    ...Object.fromEntries(HANDLED.map(([key, handled]) => [key, () => change({ handled })])),
    ...{ y: () => change({ answered: true }), u: () => change({ answered: false }) },
    ...(asks_satisfaction &&
      Object.fromEntries(MARKS.map((mark) => [`${mark}`, () => change({ satisfied: mark })]))),
    ...{ '0': () => change({ satisfied: null }), enter: save || undefined },
  });
  return (
    <div className="visit-call">
      <VisitFacts visit={visit} />
      <Choice
        legend={t('visits.reached_nobody')}
        options={MISSED.map(([key, value]) => ({ key, value, label: t(`visits.outcome.${value}`) }))}
        onChoose={miss}
      />
      <Choice
        legend={t('visits.got_answer')}
        value={draft.answered}
        options={[
          { key: 'y', value: true, label: t('visits.yes') },
          { key: 'u', value: false, label: t('visits.no') },
        ]}
        onChoose={(answered) => change({ answered })}
      />
      <Choice
        legend={t('visits.handled')}
        value={draft.handled}
        options={HANDLED.map(([key, value]) => ({ key, value, label: t(`visits.handled_of.${value}`) }))}
        onChoose={(handled) => change({ handled })}
      />
      {asks_satisfaction ? (
        <Choice
          legend={t('visits.satisfied')}
          value={draft.satisfied}
          options={[
            ...MARKS.map((value) => ({
              key: `${value}`,
              value,
              label: t(`visits.satisfied_of.mark_${value}`),
            })),
            { key: '0', value: null, label: t('visits.no_mark') },
          ]}
          onChoose={(satisfied) => change({ satisfied })}
        />
      ) : (
        <p className="note">{t('visits.not_asked')}</p>
      )}
      <Input.TextArea
        className="visit-comment"
        rows={2}
        maxLength={2000}
        aria-label={t('visits.comment')}
        placeholder={t('visits.comment')}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
      />
      <Space wrap>
        <Button type="primary" disabled={!answers} onClick={() => void save()}>
          {t('visits.save')} <kbd>Enter</kbd>
        </Button>
        <Button
          onClick={() =>
            finish(() => call('POST /api/v1/visits/:id/link', { params: { id }, body: { version } }))
          }
        >
          {t('visits.send_link')}
        </Button>
        <Button onClick={() => finish(() => call('POST /api/v1/visits/:id/release', { params: { id } }))}>
          {t('visits.release')}
        </Button>
      </Space>
    </div>
  );
}

/** The answers once all is said that is asked; null before. */
function answersOf({ answered, handled, satisfied }: Draft, asks: boolean) {
  if (answered === undefined || handled === undefined) return null;
  if (asks && satisfied === undefined) return null;
  return { answered, handled, satisfied: asks ? (satisfied ?? null) : null };
}
