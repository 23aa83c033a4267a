import type { Visit } from '@opentocc/contract';
import { useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { CallCard } from './call-card.tsx';
import { ListCard } from './list-card.tsx';
import { ResultsCard } from './results-card.tsx';
import './visits.css';

/** Who is to be called and what they said, on one page that needs no mouse. */
export function VisitsPage() {
  const { t } = useTranslation();
  const may = useMay('visits:call');
  const [visit, setVisit] = useState<Visit | null>(null);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('visits.title')}</h1>
      </div>
      {may && <CallCard visit={visit} onVisit={setVisit} />}
      <div className="page-columns">
        <ListCard />
        <ResultsCard />
      </div>
    </div>
  );
}
