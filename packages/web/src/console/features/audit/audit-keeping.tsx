import type { AnswerOf } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { dayOf, grouped, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Assumed } from '../../ui/assumed.tsx';

/** How much is stored, for how long at least and by which rule, and up to where it is signed. */
export function AuditKeeping() {
  const query = useQuery({
    queryKey: ['audit-keeping'],
    queryFn: () => call('GET /api/v1/audit/keeping'),
    refetchInterval: 60_000,
  });
  return <Answer query={query}>{(retention) => <Retention retention={retention} />}</Answer>;
}

function Retention({ retention }: { retention: AnswerOf<'GET /api/v1/audit/keeping'> }) {
  const { t } = useTranslation();
  const { records, since_ms, least_months, source, assumed, last_anchor } = retention;
  return (
    <p className="muted">
      {since_ms !== null && t('audit.stored', { records: grouped(records), day: dayOf(since_ms) })}{' '}
      <span title={source}>{t('audit.least_retention', { months: least_months })}</span>{' '}
      {assumed && <Assumed source={source} />}{' '}
      {last_anchor === null
        ? t('audit.no_anchor')
        : t('audit.last_anchor', { seq: grouped(last_anchor.seq), at: minuteOf(last_anchor.at_ms) })}
    </p>
  );
}
