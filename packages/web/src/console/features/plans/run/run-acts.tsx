import type { PlanRunDetail } from '@opentocc/contract';
import { Button } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useMay, useSession } from '../../../session/session.ts';
import { useAction } from '../../../ui/use-action.ts';
import { CHANGED_BY_PLANS } from '../queries.ts';
import { ReasonButton } from './reason-button.tsx';

/** What who commands a run does with all of it. */
export function RunActs({ run }: { readonly run: PlanRunDetail }) {
  const { t } = useTranslation();
  const { account } = useSession();
  const act = useAction(...CHANGED_BY_PLANS);
  const may = useMay('plans:command') && run.beyond.length === 0;
  const { id, rev, state, asked_by } = run;
  const params = { id };
  if (!may) return null;
  return (
    <>
      {state === 'asked' && account !== asked_by && (
        <Button
          type="primary"
          onClick={() => act(() => call('POST /api/v1/plan-runs/:id/approval', { params, body: { rev } }))}
        >
          {t('plans.runs.approve')}
        </Button>
      )}
      {state === 'asked' && (
        <ReasonButton
          title={t('plans.runs.refuse')}
          send={(reason) => call('POST /api/v1/plan-runs/:id/refusal', { params, body: { rev, reason } })}
        />
      )}
      {state === 'running' && (
        <ReasonButton
          title={t('plans.runs.end')}
          hint={t('plans.runs.end_hint')}
          send={(reason) => call('POST /api/v1/plan-runs/:id/end', { params, body: { rev, reason } })}
        />
      )}
    </>
  );
}
