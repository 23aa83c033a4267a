import type { WarningRule } from '@opentocc/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ListTable } from '../../ui/list-table.tsx';
import { useRules } from './queries.ts';
import { useColumns } from './rule-columns.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { RuleVersions } from './rule-versions.tsx';

/** Rules in force, each with what it does now. */
export function RulesPage() {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<WarningRule | 'new' | null>(null);
  const [shown, setShown] = useState<WarningRule | null>(null);
  const columns = useColumns(setEdited, setShown);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('warnings.rules')}</h1>
        <Button type="primary" onClick={() => setEdited('new')}>
          {t('warnings.new_rule')}
        </Button>
      </div>
      <Card title={t('warnings.rules')}>
        <ListTable query={useRules()} columns={columns} none={t('warnings.no_rules')} height_px={240} />
      </Card>
      {shown && <RuleVersions rule={shown} close={() => setShown(null)} />}
      {edited && <RuleDialog rule={edited === 'new' ? null : edited} close={() => setEdited(null)} />}
    </div>
  );
}
