import { Button, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { AccessCard } from './access-card.tsx';
import { DetectorCard } from './detector-card.tsx';
import { DetectorsCard } from './detectors-card.tsx';
import { ExportDay } from './export-day.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { PendingCard } from './pending-card.tsx';
import { useDetectorSources } from './queries.ts';
import { useChosenDetector } from './use-chosen-detector.ts';
import './detectors.css';

/** Detectors at the road: how they and their way to here do, what each counts, and who is not registered. */
export function DetectorsPage() {
  const { t } = useTranslation();
  const may = useMay('sources:approve');
  const [chosen, choose] = useChosenDetector();
  const [importing, setImporting] = useState(false);
  const sources = useDetectorSources();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('detectors.title')}</h1>
        <Space>
          <ExportDay />
          {may && (
            <Button type="primary" onClick={() => setImporting(true)}>
              {t('detectors.import')}
            </Button>
          )}
        </Space>
      </div>
      {chosen !== null && <DetectorCard id={chosen} onClose={() => choose(null)} />}
      <DetectorsCard chosen={chosen} onChoose={choose} />
      <PendingCard />
      <AccessCard />
      {importing && <ImportDialog sources={sources} close={() => setImporting(false)} />}
    </div>
  );
}
