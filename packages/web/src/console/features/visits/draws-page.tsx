import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { DrawCard } from './draw-card.tsx';
import { NewDrawCard } from './new-draw-card.tsx';
import { useDraws } from './queries.ts';
import { RulesCard } from './rules-card.tsx';
import './visits.css';

/** Samples of closed cases: what was promised, what came of it, and how anybody checks that. */
export function DrawsPage() {
  const { t } = useTranslation();
  const may = useMay('visits:supervise');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('visits.draws')}</h1>
      </div>
      {may && <NewDrawCard />}
      <Answer
        query={useDraws()}
        isEmpty={({ length }) => length === 0}
        empty={t('visits.draws_none')}
        height_px={240}
      >
        {(all) => (
          <>
            {all.map((draw) => (
              <DrawCard key={draw.id} draw={draw} />
            ))}
          </>
        )}
      </Answer>
      <RulesCard />
    </div>
  );
}
