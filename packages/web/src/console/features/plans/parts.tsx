import type { Plan, PlanRun, RunTask } from '@opentocc/contract';
import { Tag } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

const RUN_COLOURS = {
  asked: 'warning',
  running: 'processing',
  ended: 'default',
  refused: 'default',
} as const;
const PLAN_COLOURS = {
  draft: 'default',
  published: 'success',
  changed: 'warning',
  retired: 'default',
} as const;
const TASK_COLOURS = {
  ...{ waiting: 'default', sent: 'processing', escalated: 'error', accepted: 'processing' },
  ...{ refused: 'error', done: 'success', withdrawn: 'default' },
} as const;

export function PlanTag({ state }: Pick<Plan, 'state'>) {
  const { t } = useTranslation();
  return <Tag color={PLAN_COLOURS[state]}>{t(`plans.states.${state}`)}</Tag>;
}

export function RunTag({ state }: Pick<PlanRun, 'state'>) {
  const { t } = useTranslation();
  return <Tag color={RUN_COLOURS[state]}>{t(`plans.runs.states.${state}`)}</Tag>;
}

export function TaskTag({ state }: Pick<RunTask, 'state'>) {
  const { t } = useTranslation();
  return <Tag color={TASK_COLOURS[state]}>{t(`plans.tasks.states.${state}`)}</Tag>;
}

/** Beside the name of everything that belongs to a drill. */
export function DrillTag({ drill }: { readonly drill: boolean }) {
  const { t } = useTranslation();
  return drill && <span className="plans-drill">{t('plans.drill')}</span>;
}

/** Over a page that shows a drill. */
export function DrillBanner({ drill }: { readonly drill: boolean }) {
  const { t } = useTranslation();
  return (
    drill && (
      <p className="plans-drill-banner" role="note">
        <strong>{t('plans.drill')}</strong>
        {t('plans.drill_banner')}
      </p>
    )
  );
}
