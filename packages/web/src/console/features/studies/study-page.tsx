import type { Study, StudyResult, StudyScenarioKind } from '@opentocc/contract';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useRoadName } from '../../../ui/road-name.ts';
import { PredictedMap } from './predicted-map.tsx';
import { useStudy } from './queries.ts';
import { ReachedCard } from './reached-card.tsx';
import { StudyBasis } from './study-basis.tsx';
import { StudyRanking } from './study-ranking.tsx';
import { CopyAddress, StatusTag, StudyStanding } from './study-status.tsx';
import { TailCard } from './tail-card.tsx';
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
      </div>
      <Answer query={study} height_px={320}>
        {(of) => (
          <>
            <Heading study={of} />
            <StudyStanding study={of} />
            {of.result && of.result.scenarios.length > 0 && <Results study={of} result={of.result} />}
          </>
        )}
      </Answer>
    </div>
  );
}

function Heading({ study: { name, incidents, base_ms, owner, status } }: { readonly study: Study }) {
  const { t } = useTranslation();
  const [{ lanes_closed, minutes }] = incidents;
  return (
    <p className="study-heading">
      <StatusTag status={status} />
      {name && <strong>{name}</strong>}
      <span>{t('studies.incident', { lanes: lanes_closed, minutes })}</span>
      <span className="muted">
        {t('studies.base')} {minuteOf(base_ms)} · {t('studies.owner')} {owner}
      </span>
    </p>
  );
}

function Results({ study, result }: { readonly study: Study; readonly result: StudyResult }) {
  const [kind, setKind] = useState<StudyScenarioKind>('none');
  const [minute, setMinute] = useState(30);
  const shown = result.scenarios.find((one) => one.kind === kind) ?? result.scenarios[0];
  return (
    <>
      <StudyRanking study={study} result={result} chosen={shown.kind} choose={setKind} />
      <div className="study-columns">
        <PredictedMap study={study} result={result} shown={shown} {...{ minute, setMinute, setKind }} />
        <div className="study-side">
          <TailCard study={study} result={result} minute={minute} setMinute={setMinute} />
          <ReachedCard scenario={shown} />
        </div>
      </div>
      <StudyBasis study={study} result={result} shown={shown} />
    </>
  );
}
