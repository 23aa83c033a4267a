import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { DraftsCard } from './drafts-card.tsx';
import { DrillsCard } from './drills-card.tsx';
import { InForceCard } from './in-force-card.tsx';
import { NewDraft } from './new-draft.tsx';
import { TimelineCard } from './timeline-card.tsx';
import './regimes.css';

/** What holds now, what was announced, what held before, and what is being written. */
export function RegimesPage() {
  const { t } = useTranslation();
  const may = useMay('freight-regimes:draft');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('freight-regimes.title')}</h1>
        {may && <NewDraft />}
      </div>
      <InForceCard />
      {may && <DraftsCard />}
      <TimelineCard />
      {may && <DrillsCard />}
    </div>
  );
}
