import type { ScoreBook } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Answer } from '../../../../ui/answer.tsx';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { AssumptionsTable } from '../assumptions-table.tsx';
import { CalibrationCard } from './calibration-card.tsx';
import { ChecksCard } from './checks-card.tsx';
import { DemandCard } from './demand-card.tsx';
import { ErrorsCards } from './errors-cards.tsx';
import { useScores } from './queries.ts';
import { ScoresCard } from './scores-card.tsx';
import { SummaryCard } from './summary-card.tsx';
import '../studies.css';
import './trust.css';

/** How far the twin can be trusted: what it predicted against what came, and how its engine does where the answer is known. */
export function TrustPage() {
  const { t } = useTranslation();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('studies.trust.title')}</h1>
        <Link to="/studies">{t('studies.title')}</Link>
      </div>
      <p className="muted trust-hint">{t('studies.trust.hint')}</p>
      <Answer
        query={useScores()}
        isEmpty={({ scores }) => scores.length === 0}
        empty={t('studies.trust.none')}
        height_px={320}
      >
        {(book) => <Scores book={book} />}
      </Answer>
      <DemandCard />
      <CalibrationCard />
      <ChecksCard />
    </div>
  );
}

function Scores({ book }: { readonly book: ScoreBook }) {
  const { t } = useTranslation();
  return (
    <>
      <SummaryCard book={book} />
      {book.all.scored > 0 && <ErrorsCards book={book} />}
      <ScoresCard book={book} />
      <Card title={t('studies.trust.assumptions')}>
        <AssumptionsTable assumptions={book.assumptions} />
      </Card>
    </>
  );
}
