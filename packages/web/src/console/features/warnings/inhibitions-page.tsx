import type { InhibitionsInForce } from '@opentocc/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { InhibitionDialog } from './inhibition-dialog.tsx';
import { InhibitionList } from './inhibition-list.tsx';
import { useInhibitions } from './queries.ts';

/** Which warnings hold back which: what is worse stands, and nobody is notified of what follows from it. */
export function InhibitionsPage() {
  const { t } = useTranslation();
  const inhibitions = useInhibitions();
  const inForce = known(inhibitions);
  const [adding, setAdding] = useState<InhibitionsInForce | null>(null);
  const may = useMay('warnings:rules');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('warnings.inhibitions')}</h1>
        {may && inForce && (
          <Button type="primary" onClick={() => setAdding(inForce)}>
            {t('warnings.add_inhibition')}
          </Button>
        )}
      </div>
      <Card title={t('warnings.inhibitions')}>
        <Answer
          query={inhibitions}
          isEmpty={({ list }) => list.length === 0}
          empty={t('warnings.no_inhibitions')}
          height_px={160}
        >
          {(all) => <InhibitionList all={all} />}
        </Answer>
      </Card>
      {adding && <InhibitionDialog inForce={adding} close={() => setAdding(null)} />}
    </div>
  );
}
