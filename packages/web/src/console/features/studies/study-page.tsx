import type { Study } from '@opentocc/contract';
import { Link, useParams } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useRoadName } from '../../../ui/road-name.ts';
import { useStudy } from './queries.ts';
import { ReplayNote, ReplayStudy } from './replay-study.tsx';
import { StudyResults } from './study-results.tsx';
import { CopyAddress, StatusTag, StudyStanding } from './study-status.tsx';
import { SuggestionsCard } from './suggestions/suggestions-card.tsx';
import { ScoreCard } from './trust/score-card.tsx';
import { useWhat } from './what.ts';
import './studies.css';

/** One study: how far it is, which measure is best by how much, where the queue stands when, and what all of it rests on. */
export function StudyPage() {
  const { t } = useTranslation();
  const params: { study?: string } = useParams({ strict: false });
  const study = useStudy(Number(params.study));
  const nameOf = useRoadName();
  const asked = known(study);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{[t('studies.title'), asked && nameOf(asked.road)].filter(Boolean).join(' · ')}</h1>
        <Link to="/studies">{t('studies.title')}</Link>
        <Link to="/map">{t('studies.back')}</Link>
        <CopyAddress />
        {asked && <ReplayStudy study={asked} />}
      </div>
      <Answer query={study} height_px={320}>
        {(of) => (
          <>
            <Heading study={of} />
            <ReplayNote study={of} />
            <StudyStanding study={of} />
            {isScorable(of) && <ScoreCard study={of.id} />}
            {isScorable(of) && <SuggestionsCard study={of} />}
            {of.result && of.result.scenarios.length > 0 && <StudyResults study={of} result={of.result} />}
          </>
        )}
      </Answer>
    </div>
  );
}

/** Only an incident can be happening; what failed or was cancelled has nothing to be scored. */
const isScorable = ({ incidents, status }: Study): boolean =>
  incidents.length > 0 && status !== 'failed' && status !== 'cancelled';

function Heading({ study }: { readonly study: Study }) {
  const { t } = useTranslation();
  const whatOf = useWhat();
  const { name, base_ms, owner, status } = study;
  return (
    <p className="study-heading">
      <StatusTag status={status} />
      {name && <strong>{name}</strong>}
      <span>{whatOf(study)}</span>
      <span className="muted">
        {t('studies.base')} {minuteOf(base_ms)} · {t('studies.owner')} {owner}
      </span>
    </p>
  );
}
