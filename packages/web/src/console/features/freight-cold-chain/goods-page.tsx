import type { ColdState } from '@opentocc/contract';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { DeclareDialog } from './declare-dialog.tsx';
import { GoodsTable } from './goods-table.tsx';
import { RefusalsCard } from './refusals-card.tsx';
import { RulesCard } from './rules-card.tsx';
import { WarningsCard } from './warnings-card.tsx';
import './cold-chain.css';

const STATES: readonly ColdState[] = [
  ...(['booked', 'under_way', 'at_warehouse', 'passed', 'failed', 'released', 'left', 'called_off'] as const),
];

/** Cold goods: what is wrong with them first, then all of them. */
export function GoodsPage() {
  const { t } = useTranslation();
  const mayDeclare = useMay('cold-chain:declare');
  const mayHandle = useMay('cold-chain:handle');
  const [state, setState] = useState<ColdState | undefined>();
  const [text, setText] = useState('');
  const [isDeclaring, setDeclaring] = useState(false);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('freight_cold_chain.title')}</h1>
        <Select
          allowClear
          aria-label={t('common.state')}
          placeholder={t('freight_cold_chain.all_states')}
          options={STATES.map((value) => ({ value, label: t(`freight_cold_chain.state.${value}`) }))}
          value={state}
          onChange={setState}
        />
        <Input.Search
          allowClear
          className="cold-search"
          aria-label={t('freight_cold_chain.search')}
          placeholder={t('freight_cold_chain.search')}
          maxLength={60}
          onSearch={setText}
        />
        {mayDeclare && (
          <Button type="primary" onClick={() => setDeclaring(true)}>
            {t('freight_cold_chain.declare')}
          </Button>
        )}
      </div>
      <WarningsCard />
      <GoodsTable state={state} text={text} />
      <RulesCard />
      {mayHandle && <RefusalsCard />}
      {isDeclaring && <DeclareDialog close={() => setDeclaring(false)} />}
    </div>
  );
}
