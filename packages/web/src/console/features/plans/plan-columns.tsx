import type { Plan } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Button, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { PlanTag } from './parts.tsx';
import { useSay } from './say.ts';
import { StartDialog } from './start-dialog.tsx';

/** Columns of the table of plans. */
export function usePlanColumns(): TableColumnsType<Plan> {
  const { t } = useTranslation();
  const say = useSay();
  return [
    {
      title: t('plans.name'),
      render: (_, { id, name }) => (
        <Link to="/plans/$plan" params={{ plan: String(id) }}>
          {say(name)}
        </Link>
      ),
    },
    { title: t('plans.kind'), render: (_, { kind }) => t(`plans.kinds.${kind}`) },
    { title: t('plans.state'), render: (_, { state }) => <PlanTag state={state} /> },
    { title: t('plans.version'), render: (_, { version }) => version ?? '—' },
    {
      title: t('plans.begins'),
      render: (_, { begins, proposed }) => (
        <>
          {t(`plans.how.${begins}`)}
          {proposed && <strong className="plans-proposed"> · {t('plans.proposed')}</strong>}
        </>
      ),
    },
    { title: t('plans.run_count'), align: 'right', render: (_, { running }) => running },
    {
      title: t('plans.changed'),
      render: (_, { changed_by, changed_ms }) => `${changed_by} · ${minuteOf(changed_ms)}`,
    },
    { title: '', render: (_, plan) => <StartPlan plan={plan} /> },
  ];
}

/** Starts a plan, where it is published and the reader may. */
export function StartPlan({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation();
  const may = useMay('plans:command');
  const [isOpen, setOpen] = useState(false);
  if (!may || plan.version === null || plan.state === 'retired') return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {plan.begins === 'approval' ? t('plans.start.ask') : t('plans.start.act')}
      </Button>
      {isOpen && <StartDialog plan={plan} close={() => setOpen(false)} />}
    </>
  );
}
