import type { KnowledgeGap } from '@opentocc/contract';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { ListTable } from '../../../ui/list-table.tsx';
import { useGaps } from '../queries.ts';
import { type GapAct, useGapColumns } from './gap-columns.tsx';
import { AnswerGapDialog, DismissGapDialog } from './gap-dialogs.tsx';
import '../knowledge.css';

/** What was asked and not found, the most frequent first: each becomes a draft, is answered already, or is not needed. */
export function GapsPage() {
  const { t } = useTranslation();
  const [state, setState] = useState<'open' | 'all'>('open');
  const [asking, setAsking] = useState<{ readonly gap: KnowledgeGap; readonly act: GapAct } | null>(null);
  const columns = useGapColumns((gap, act) => setAsking({ gap, act }));
  const close = () => setAsking(null);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('knowledge.gaps')}</h1>
        <Segmented
          aria-label={t('common.state')}
          value={state}
          options={(['open', 'all'] as const).map((value) => ({
            value,
            label: t(`knowledge.gap_list.${value}`),
          }))}
          onChange={setState}
        />
      </div>
      <section className="card">
        <p className="muted">{t('knowledge.gaps_hint')}</p>
        <ListTable query={useGaps(state)} columns={columns} none={t('knowledge.gaps_none')} height_px={240} />
      </section>
      {asking?.act === 'answer' && <AnswerGapDialog gap={asking.gap} close={close} />}
      {asking?.act === 'dismiss' && <DismissGapDialog gap={asking.gap} close={close} />}
    </div>
  );
}
