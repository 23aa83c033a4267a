import type { SituationRule } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Table } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useSituationRules } from './queries.ts';
import { useRuleColumns } from './rule-columns.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import './situations.css';

/** By which rules situations are due: every version with its day, its source, and who made it and why. */
export function SituationRulesPage() {
  const { t } = useTranslation();
  const rules = useSituationRules();
  const [revised, setRevised] = useState<SituationRule | null>(null);
  const columns = useRuleColumns(setRevised);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('situations.rules')}</h1>
        <Link to="/situations">{t('situations.title')}</Link>
      </div>
      <Card title={t('situations.rules')} extra={t('situations.rules_hint')}>
        <Answer query={rules} height_px={240}>
          {(all) => (
            <Table
              rowKey={({ code, version }) => `${code}/${version}`}
              size="small"
              columns={columns(all)}
              dataSource={all}
              scroll={{ x: true }}
              pagination={false}
            />
          )}
        </Answer>
      </Card>
      {revised && <RuleDialog rule={revised} close={() => setRevised(null)} />}
    </div>
  );
}
