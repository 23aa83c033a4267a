import type { Rectification } from '@opentocc/contract';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { Assumed } from '../../ui/assumed.tsx';
import { CaseNumber } from '../../ui/case-number.tsx';
import { RectificationActs } from './rectification-acts.tsx';

interface Props {
  readonly one: Rectification;
}

/** A bad answer: what was said, who sees to it by when, what was done. */
export function RectificationCard({ one }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { title, state, due_ms, owner, unit_name, answers, done, number } = one;
  const isLate = one.clock.state === 'overdue' || one.clock.state === 'missed';
  const due = due_ms === null ? '' : t('visits.due', { at: minuteOf(due_ms) });
  return (
    <Card
      title={title}
      extra={
        <>
          {t(`visits.rectification_state.${state}`)} · <span className={isLate ? 'bad' : ''}>{due}</span>
        </>
      }
    >
      <dl className="description">
        <dt>{t('visits.case')}</dt>
        <dd>
          <CaseNumber id={one.case} number={number} />{' '}
          {unit_name ? unit_name[language] : t('visits.by_hotline')}
        </dd>
        <dt>{t('visits.said')}</dt>
        <dd>
          {answers.satisfied !== null &&
            t(`visits.satisfied_of.mark_${answers.satisfied as 1 | 2 | 3 | 4 | 5}`)}{' '}
          {t(`visits.handled_of.${answers.handled}`)} {answers.comment}
        </dd>
        <dt>{t('visits.owner')}</dt>
        <dd>{owner ?? '—'}</dd>
        {done !== null && (
          <>
            <dt>{t('visits.done_text')}</dt>
            <dd>{done}</dd>
          </>
        )}
      </dl>
      <RectificationActs one={one} />
      <Why one={one} />
    </Card>
  );
}

/** What happened, and line by line why it is due when it is due. */
function Why({ one: { clock, timeline } }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <details>
      <summary>{t('visits.why_due')}</summary>
      {clock.rule.assumed && <Assumed source={clock.rule.source[language]} />}
      <ol className="clock-ledger">
        {clock.ledger.map(({ text }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added
          <li key={i}>{text[language]}</li>
        ))}
      </ol>
      <ol>
        {timeline.map(({ at_ms, by, kind, text }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added
          <li key={i}>
            <span className="muted">
              {minuteOf(at_ms)} {by}
            </span>{' '}
            {t(`visits.entry.${kind}`)} {text}
          </li>
        ))}
      </ol>
    </details>
  );
}
