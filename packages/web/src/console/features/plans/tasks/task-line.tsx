import type { RunTask } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { ageOf, minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useNow } from '../../../../ui/use-now.ts';
import { useUnitName } from '../../../session/directory.ts';
import { Assumed } from '../../../ui/assumed.tsx';
import { DrillTag, TaskTag } from '../parts.tsx';
import { useSay } from '../say.ts';
import { TaskActs } from './task-acts.tsx';

interface Props {
  readonly task: RunTask;
  /** Whether the plan is named: where tasks of several stand together. */
  readonly withPlan?: boolean;
  /** Whether the reader commands the plan. */
  readonly commands?: boolean;
}

const CLOCK_MS = 10_000;

/** A task: who has it, by when and why then, what was done, and what can be done. */
export function TaskLine({ task, withPlan = false, commands = false }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const { name, detail, drill, state, routes, run } = task;
  return (
    <li className="plans-task">
      <div className="plans-task-head">
        <DrillTag drill={drill} />
        <TaskTag state={state} />
        <strong>{say(name)}</strong>
        {withPlan && (
          <Link to="/plans/runs/$run" params={{ run: String(run) }}>
            {say(task.plan_name)} · {say(task.phase_name)}
          </Link>
        )}
      </div>
      <Holder task={task} />
      {detail && <p className="muted">{say(detail)}</p>}
      {routes.length > 0 && (
        <details>
          <summary>{t('plans.tasks.routes', { count: routes.length })}</summary>
          <p className="plans-routes">{routes.join('、')}</p>
        </details>
      )}
      <Clocks task={task} />
      <Outcome task={task} />
      <TaskActs task={task} commands={commands} />
    </li>
  );
}

function Holder({ task: { unit, unit_name, first_unit, level } }: { readonly task: RunTask }) {
  const { t } = useTranslation();
  const say = useSay();
  const unitOf = useUnitName();
  const moved = unit !== first_unit;
  return (
    <p className="plans-holder">
      {say(unit_name)}
      {level > 0 && <span className="plans-late">{t('plans.tasks.level', { level })}</span>}
      {moved && <span className="muted">{t('plans.tasks.first', { unit: unitOf(first_unit) })}</span>}
    </p>
  );
}

/** By when it is to be accepted and done, what is left of that, and why it is then. */
function Clocks({ task: { state, accept_by, done_by, overdue } }: { readonly task: RunTask }) {
  const { t } = useTranslation();
  const isAsked = state === 'sent' || state === 'escalated';
  const isOver = state === 'done' || state === 'withdrawn';
  if (isOver) return null;
  return (
    <dl className="plans-clocks">
      {isAsked && <DueClock name={t('plans.tasks.accept_by')} due={accept_by} />}
      <DueClock name={t('plans.tasks.done_by')} due={done_by} isLate={overdue} />
    </dl>
  );
}

function DueClock({
  name,
  due: { at_ms, clock },
  isLate = false,
}: {
  readonly name: string;
  readonly due: RunTask['done_by'];
  readonly isLate?: boolean;
}) {
  const { t } = useTranslation();
  const say = useSay();
  const left_ms = at_ms - useNow(CLOCK_MS);
  const late = isLate || left_ms < 0;
  const isPaused = clock.state === 'paused';
  const left = t(left_ms < 0 ? 'plans.tasks.past' : 'plans.tasks.left', { time: ageOf(Math.abs(left_ms)) });
  return (
    <div className={late && !isPaused ? 'plans-late' : undefined}>
      <dt>{name}</dt>
      <dd>
        {isPaused ? (
          <strong>{t('plans.tasks.paused')}</strong>
        ) : (
          <>
            {minuteOf(at_ms)} <small>{left}</small>
          </>
        )}
        <details>
          <summary>{t('plans.tasks.why')}</summary>
          {clock.rule.assumed && <Assumed source={say(clock.rule.source)} />}
          <ol className="plans-ledger">
            {clock.ledger.map((line, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added
              <li key={i}>{say(line.text)}</li>
            ))}
          </ol>
        </details>
      </dd>
    </div>
  );
}

/** Who did what about it, with the evidence. */
function Outcome({ task }: { readonly task: RunTask }) {
  const { t } = useTranslation();
  const { accepted_by, accepted_ms, ended_by, ended_ms, reason, evidence, state } = task;
  const by = (who: string | null, at_ms: number | null) =>
    who && at_ms !== null ? t('plans.tasks.by', { by: who, at: minuteOf(at_ms) }) : null;
  const lines = [
    accepted_ms !== null && `${t('plans.tasks.states.accepted')} ${by(accepted_by, accepted_ms)}`,
    ended_ms !== null && `${t(`plans.tasks.states.${state}`)} ${by(ended_by, ended_ms)}`,
    reason && `${t('plans.tasks.reason')}：${reason}`,
    evidence?.text,
  ].filter(Boolean);
  return (
    <>
      {lines.length > 0 && <p className="muted plans-outcome">{lines.join(' · ')}</p>}
      {evidence && evidence.attachments.length > 0 && (
        <p className="plans-outcome">{evidence.attachments.join('、')}</p>
      )}
    </>
  );
}
