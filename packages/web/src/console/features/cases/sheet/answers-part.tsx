import type { Case } from '@opentocc/contract';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useCaseUnitName } from '../queries.ts';

/** What was answered, the newest first; an answer that was sent back is marked. */
export function AnswersPart({ one: { answers } }: { readonly one: Case }) {
  const { t } = useTranslation();
  const nameOf = useCaseUnitName();
  if (answers.length === 0) return null;
  return (
    <section className="case-part" aria-label={t('cases.answers')}>
      <h3>{t('cases.answers')}</h3>
      {[...answers].reverse().map(({ id, text, by, unit, at_ms, at_once, refused }) => (
        <blockquote key={id} className={refused ? 'case-answer case-refused' : 'case-answer'}>
          <p className="case-text">{text}</p>
          <small className="muted">
            {by} · {unit === null ? t('cases.hotline') : nameOf(unit)} · {minuteOf(at_ms)}
            {at_once && ` · ${t('cases.at_once')}`}
            {refused && ` · ${t('cases.sent_back')}`}
          </small>
        </blockquote>
      ))}
    </section>
  );
}
