import type { PlanRunDetail, RunTransition } from '@opentocc/contract';
import { Tag } from 'antd';
import { call } from '../../../../ui/api.ts';
import { ageOf, minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useNow } from '../../../../ui/use-now.ts';
import { Card } from '../../../card.tsx';
import { useSay } from '../say.ts';
import { ReasonButton } from './reason-button.tsx';
import { useCommands } from './use-commands.ts';

/** Where the present phase leads, what each way waits for, and what a person may decide. */
export function NextCard({ run }: { readonly run: PlanRunDetail }) {
  const { t } = useTranslation();
  return (
    <Card title={t('plans.runs.next')}>
      {run.transitions.length === 0 && <p className="muted">{t('plans.runs.next_none')}</p>}
      <ul className="plans-next">
        {run.transitions.map((transition) => (
          <Next key={transition.key} run={run} transition={transition} />
        ))}
      </ul>
    </Card>
  );
}

function Next({ run, transition }: { readonly run: PlanRunDetail; readonly transition: RunTransition }) {
  const { t } = useTranslation();
  const say = useSay();
  const commands = useCommands(run);
  const { key, to_name, met, asks, why, proposed_ms, due_ms } = transition;
  const left_ms = (due_ms ?? 0) - useNow(10_000);
  const take = (reason: string) =>
    call('POST /api/v1/plan-runs/:id/transitions', {
      params: { id: run.id },
      body: { rev: run.rev, transition: key, reason },
    });
  return (
    <li>
      <div className="plans-task-head">
        <strong>→ {say(to_name)}</strong>
        <Tag color={met ? 'warning' : 'default'}>{t(met ? 'plans.runs.met' : 'plans.runs.waiting')}</Tag>
        <Tag>{t(asks ? 'plans.editor.by_person' : 'plans.editor.by_itself')}</Tag>
        {due_ms !== null && left_ms > 0 && <small>{t('plans.tasks.left', { time: ageOf(left_ms) })}</small>}
      </div>
      <p className="muted">{say(why)}</p>
      {proposed_ms !== null && (
        <p className="plans-proposed">{t('plans.runs.proposed', { at: minuteOf(proposed_ms) })}</p>
      )}
      {commands && (
        <ReasonButton
          title={t('plans.runs.take')}
          dialog={t('plans.runs.take_title', { to: say(to_name) })}
          hint={t('plans.runs.reason_early')}
          isNeeded={false}
          type={met ? 'primary' : 'default'}
          size="small"
          send={take}
        />
      )}
    </li>
  );
}
