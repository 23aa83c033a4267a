import type { PlanPhase, PlanRunDetail } from '@opentocc/contract';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useSay } from '../say.ts';
import { TaskLine } from '../tasks/task-line.tsx';
import { useCommands } from './use-commands.ts';

/** Phases in the order of the plan, each with the tasks that it sent; the present one stands out. */
export function RunBoard({ run }: { readonly run: PlanRunDetail }) {
  const { t } = useTranslation();
  return (
    <Card title={t('plans.runs.board')} extra={t('plans.runs.order')}>
      <ol className="plans-run-phases">
        {run.document.phases.map((phase) => (
          <RunPhase key={phase.key} run={run} phase={phase} />
        ))}
      </ol>
    </Card>
  );
}

function RunPhase({ run, phase: { key, name } }: { readonly run: PlanRunDetail; readonly phase: PlanPhase }) {
  const { t } = useTranslation();
  const say = useSay();
  const commands = useCommands(run);
  const isNow = run.phase === key && run.state === 'running';
  const tasks = run.tasks_all
    .filter((task) => task.phase === key)
    .sort((a, b) => a.done_by.at_ms - b.done_by.at_ms);
  const standing = isNow ? 'now' : tasks.length > 0 || run.phase === key ? 'passed' : 'ahead';
  return (
    <li className={`plans-run-phase plans-${standing}`} aria-current={isNow ? 'step' : undefined}>
      <h3 className="plans-phase-name">
        {say(name)}
        <small className="plans-standing">
          {t(`plans.runs.${standing}`)}
          {isNow &&
            run.phase_since_ms !== null &&
            ` · ${t('plans.runs.since')} ${minuteOf(run.phase_since_ms)}`}
        </small>
      </h3>
      {tasks.length === 0 && isNow && <p className="muted">{t('plans.runs.no_tasks')}</p>}
      <ul className="plans-tasks">
        {tasks.map((task) => (
          <TaskLine key={task.id} task={task} commands={commands} />
        ))}
      </ul>
    </li>
  );
}
