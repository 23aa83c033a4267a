import { Tag } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useSay } from '../say.ts';
import type { PlanEditor } from './use-plan-editor.ts';

/** What is wrong with the plan, each with what to do. */
export function FaultsCard({ editor: { faults, isChecked } }: { readonly editor: PlanEditor }) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <Card title={t('plans.editor.faults')} extra={!isChecked && t('plans.editor.stale')}>
      {faults.length === 0 && <p className="muted">{t('plans.editor.no_faults')}</p>}
      <ul className="plans-faults">
        {faults.map(({ code, level, phase, part, text }) => (
          <li key={[code, phase, part, text.en].join()}>
            <Tag color={level === 'error' ? 'error' : 'warning'}>
              {t(level === 'error' ? 'plans.editor.error' : 'plans.editor.hint')}
            </Tag>
            <span>{say(text)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
