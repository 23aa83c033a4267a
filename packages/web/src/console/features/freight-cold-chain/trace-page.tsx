import { useSearch } from '@tanstack/react-router';
import { Input, Radio } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { type TraceChoice, useTrace } from './queries.ts';
import { RecallButton } from './recall-button.tsx';
import { TraceResult } from './trace-result.tsx';
import './cold-chain.css';

/** Where a lot went, or came from. */
export function TracePage() {
  const { t } = useTranslation();
  const { lot: asked }: { lot?: string } = useSearch({ strict: false });
  const mayRecall = useMay('cold-chain:handle');
  const [choice, setChoice] = useState<TraceChoice | null>(
    asked ? { lot: asked, direction: 'forward' } : null,
  );
  const direction = choice?.direction ?? 'forward';
  const ask = (lot: string) => setChoice(lot.trim() === '' ? null : { lot: lot.trim(), direction });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('freight_cold_chain.trace')}</h1>
        <Input.Search
          className="cold-search"
          aria-label={t('freight_cold_chain.lot')}
          placeholder={t('freight_cold_chain.lot')}
          defaultValue={asked}
          maxLength={200}
          enterButton={t('freight_cold_chain.trace_do')}
          onSearch={ask}
        />
        <Radio.Group
          value={direction}
          onChange={({ target }) => choice && setChoice({ ...choice, direction: target.value })}
          options={(['forward', 'backward'] as const).map((value) => ({
            ...{ value, label: t(`freight_cold_chain.direction.${value}`) },
          }))}
        />
        {mayRecall && choice && <RecallButton lot={choice.lot} />}
      </div>
      <Card title={choice?.lot ?? t('freight_cold_chain.trace')}>
        <Answer
          query={useTrace(choice)}
          unasked={t('freight_cold_chain.trace_first')}
          isEmpty={({ known }) => !known}
          empty={t('freight_cold_chain.trace_unknown')}
          height_px={240}
        >
          {(trace) => <TraceResult trace={trace} />}
        </Answer>
      </Card>
    </div>
  );
}
