import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useDistrictName } from '../../../session/directory.ts';
import { BeginDialog } from './begin-dialog.tsx';
import { useConditionText } from './condition-text.ts';
import { HeadDialog } from './head-dialog.tsx';
import type { PlanEditor } from './use-plan-editor.ts';

/** What the plan is for, how it begins, and what its figures rest on. */
export function HeadCard({ editor }: { readonly editor: PlanEditor }) {
  const { t } = useTranslation();
  const textOf = useConditionText();
  const districtOf = useDistrictName();
  const [opened, setOpened] = useState<'head' | number | null>(null);
  const { document, mayEdit } = editor;
  const { kind, districts, begin, basis } = document;
  const close = () => setOpened(null);
  return (
    <Card title={t('plans.editor.head')}>
      <p>
        {t(`plans.kinds.${kind}`)} · {districts?.map(districtOf).join('、') ?? t('plans.whole_city')} ·{' '}
        {t(`plans.how.${begin.how}`)}
      </p>
      <p className="card-sub">{t('plans.editor.begin_when')}</p>
      {begin.when.length === 0 && <p className="muted">{t('plans.editor.begin_none')}</p>}
      <ul>
        {begin.when.map((condition, at) => (
          <li key={JSON.stringify(condition)}>
            <button type="button" className="row-button" disabled={!mayEdit} onClick={() => setOpened(at)}>
              {textOf(condition)}
            </button>
          </li>
        ))}
      </ul>
      <p className="card-sub">{t('plans.editor.source')}</p>
      <p className="muted">
        {basis.source || '—'} · {basis.dated}
      </p>
      {mayEdit && (
        <p className="plans-acts">
          <Button size="small" onClick={() => setOpened('head')}>
            {t('plans.editor.change_head')}
          </Button>{' '}
          <Button size="small" onClick={() => setOpened(begin.when.length)}>
            {t('plans.editor.add_condition')}
          </Button>
        </p>
      )}
      {opened === 'head' && <HeadDialog editor={editor} close={close} />}
      {typeof opened === 'number' && <BeginDialog editor={editor} at={opened} close={close} />}
    </Card>
  );
}
