import type { Case, CaseRequest } from '@opentocc/contract';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useCaseUnitName } from '../queries.ts';
import { daysOf } from './answer-clock.ts';

/** What is asked, by whom and why; what was ruled. */
export function RequestLine({ one, request }: { readonly one: Case; readonly request: CaseRequest }) {
  const { t } = useTranslation();
  const nameOf = useCaseUnitName();
  const { kind, state, reason, unit, by, at_ms, proposed_unit, length, ruling } = request;
  return (
    <p>
      <strong>{t(`cases.request_kind.${kind}`)}</strong>
      {length !== null && ` ${t('cases.days', { n: daysOf(one, length) })}`}{' '}
      <span className={`case-mark request-state-${state}`}>{t(`cases.request_state.${state}`)}</span>
      <br />
      {reason}
      {proposed_unit !== null && ` · ${t('cases.proposes', { unit: nameOf(proposed_unit) })}`}
      <br />
      <small className="muted">
        {nameOf(unit)} · {by} · {minuteOf(at_ms)}
        {ruling && ` — ${ruling.by}: ${ruling.reason} · ${minuteOf(ruling.at_ms)}`}
      </small>
    </p>
  );
}
