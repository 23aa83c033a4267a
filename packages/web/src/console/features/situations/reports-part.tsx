import type { Situation, SituationReport } from '@opentocc/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { askReason } from '../../ui/reason.ts';
import { useAction } from '../../ui/use-action.ts';

/** All that was reported of a situation, by whom and when. */
export function ReportsPart({ situation }: { readonly situation: Situation }) {
  const { t } = useTranslation();
  return (
    <section className="situation-part" aria-label={t('situations.reports')}>
      <h3>{t('situations.reports')}</h3>
      <ul className="situation-reports">
        {situation.report_list.map((report) => (
          <li key={report.id}>
            <strong>{t(`situations.origin.${report.origin}`)}</strong>{' '}
            <span className="muted">
              {minuteOf(report.at_ms).slice(5)} · {report.by}
            </span>
            <br />
            {report.text}
            {report.caller && <Caller situation={situation.id} report={report} caller={report.caller} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface CallerProps {
  readonly situation: number;
  readonly report: SituationReport;
  readonly caller: { readonly name: string; readonly phone: string };
}

/** Who called: masked, in full for a reason that goes into the audit. */
function Caller({ situation, report, caller }: CallerProps) {
  const { t } = useTranslation();
  const may = useMay('personal:reveal');
  const act = useAction();
  const [full, setFull] = useState<CallerProps['caller'] | null>(null);
  const reveal = async () => {
    const reason = await askReason();
    if (reason === null) return;
    const params = { id: situation, report: report.id };
    const shown = await act(() =>
      call('POST /api/v1/situations/:id/callers/:report/reveal', { params, body: { reason } }),
    );
    if (shown) setFull(shown);
  };
  return (
    <p>
      {t('situations.caller', { ...(full ?? caller) })}{' '}
      {may && full === null && (
        <Button size="small" onClick={reveal}>
          {t('situations.reveal')}
        </Button>
      )}
    </p>
  );
}
