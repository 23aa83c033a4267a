import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useMay } from '../../../session/session.ts';
import { useLiveCases } from '../queries.ts';
import { AccuracyCard } from './accuracy-card.tsx';
import { ClustersCard } from './clusters-card.tsx';
import { CountsCard } from './counts-card.tsx';
import { HeldCard } from './held-card.tsx';
import { ModelCard } from './model-card.tsx';
import { RequestsCard } from './requests-card.tsx';
import { UnitsCard } from './units-card.tsx';
import '../cases.css';
import '../sheet/sheet.css';
import './board.css';

/** For who answers for the hotline: what is due and by whom, what waits for a ruling, which matter many ask about. */
export function BoardPage() {
  const { t } = useTranslation();
  const mayHeld = useMay('intake:read');
  useLiveCases();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('cases.board')}</h1>
      </div>
      <CountsCard />
      <div className="page-columns">
        <div className="board-column">
          <RequestsCard />
          <ClustersCard />
        </div>
        <div className="board-column">
          <UnitsCard />
          <AccuracyCard />
          <ModelCard />
          {mayHeld && <HeldCard />}
        </div>
      </div>
    </div>
  );
}
