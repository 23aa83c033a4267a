import { Button, Empty, Space } from 'antd';
import { useState } from 'react';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useSources } from '../../../ui/queries.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { DecisionsCard } from './decisions-card.tsx';
import { FindingsCard } from './findings-card.tsx';
import { MismatchesCard } from './mismatches-card.tsx';
import { PendingTerminals } from './pending-terminals.tsx';
import { PlatformsCard } from './platforms-card.tsx';
import { QualityCard } from './quality-card.tsx';
import { useSourceDialogs } from './source-dialogs.tsx';
import { SourceHealthCard } from './source-health-card.tsx';
import { isInUse } from './sources-card.tsx';
import { byUrgency, isInService } from './sources-order.ts';
import './quality.css';
import './sources-card.css';

/** Every source: what to fix, its health now, its quality by hour, and the terminals that ask to be let in. */
export function SourcesPage() {
  const { t } = useTranslation();
  const list = known(useSources());
  const all = list ?? [];
  const own = all.filter(isInService);
  const [chosen, choose] = useState<number | null>(null);
  const source = all.find(({ id }) => id === chosen) ?? byUrgency(all).find(isInUse);
  const may = useMay('sources:approve');
  const { addSource, importRoster, editSource, showSamples, shown } = useSourceDialogs(all);
  const onSettings = may ? editSource : undefined;
  const add = may && (
    <Button type="primary" onClick={addSource}>
      {t('sources.add')}
    </Button>
  );
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('sources.title')}</h1>
        {may && (
          <Space>
            <Button disabled={own.length === 0} onClick={importRoster}>
              {t('sources.roster')}
            </Button>
            {add}
          </Space>
        )}
      </div>
      {list && own.length === 0 && (
        <Card title={t('sources.begin')}>
          <Empty description={t('sources.begin_text')}>{add}</Empty>
        </Card>
      )}
      <FindingsCard sources={all} onSamples={showSamples} onSettings={onSettings} />
      <MismatchesCard />
      <PendingTerminals sources={own} />
      <SourceHealthCard onChoose={choose} onSettings={onSettings} />
      {all.some(({ protocol }) => protocol === 'JT/T 809') && <PlatformsCard />}
      {source && (
        <QualityCard
          sources={all.filter(isInUse)}
          source={source}
          onChoose={choose}
          onSamples={showSamples}
        />
      )}
      <DecisionsCard />
      {shown}
    </div>
  );
}
