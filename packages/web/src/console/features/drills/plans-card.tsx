import type { DrillPlan } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';

/** Which plans would have begun, their phases, and whom they would have asked. */
export function PlansCard({ plans }: { readonly plans: readonly DrillPlan[] }) {
  const { t } = useTranslation();
  return (
    <Card title={t('drills.plans')} extra={t('drills.plans_hint')}>
      {plans.length === 0 && <p className="muted">{t('drills.no_plans')}</p>}
      {plans.map((plan) => (
        <Plan key={plan.plan} plan={plan} />
      ))}
    </Card>
  );
}

function Plan({ plan: { plan, name, phases, ended_ms } }: { readonly plan: DrillPlan }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const say = (text: { zh: string; en: string }) => text[language] || text.zh;
  return (
    <section className="drills-plan">
      <h3>
        <Link to="/plans/$plan" params={{ plan: String(plan) }}>
          {say(name)}
        </Link>
      </h3>
      <ol>
        {phases.map((phase) => (
          <li key={`${phase.name.zh}${phase.at_ms}`}>
            <strong>
              {minuteOf(phase.at_ms)} {say(phase.name)}
            </strong>{' '}
            <span className="muted">{say(phase.why)}</span>
            <ul>
              {phase.tasks.map((task) => (
                <li key={task.name.zh}>
                  {say(task.name)} · {t('drills.units', { units: task.units.map(say).join('、') })}
                </li>
              ))}
            </ul>
          </li>
        ))}
        {ended_ms !== null && <li className="muted">{t('drills.ended', { at: minuteOf(ended_ms) })}</li>}
      </ol>
    </section>
  );
}
