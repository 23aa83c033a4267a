import type { Study, StudyResult } from '@opentocc/contract';
import { useState } from 'react';
import { KpiCard } from './kpi-card.tsx';
import { PredictedMap } from './predicted-map.tsx';
import { ReachedCard } from './reached-card.tsx';
import { RoadsCard } from './roads-card.tsx';
import { RoutesCard } from './routes-card.tsx';
import { StudyBasis } from './study-basis.tsx';
import { StudyRanking } from './study-ranking.tsx';
import { TailCard } from './tail-card.tsx';

/** What a study came to: the scenario and the minute that are chosen in one card are those of all. */
export function StudyResults({ study, result }: { readonly study: Study; readonly result: StudyResult }) {
  const [key, setKey] = useState('none');
  const [minute, setMinute] = useState(30);
  const shown = result.scenarios.find((one) => one.key === key) ?? result.scenarios[0];
  return (
    <>
      <StudyRanking study={study} result={result} chosen={shown.key} choose={setKey} />
      <KpiCard study={study} result={result} />
      <div className="study-columns">
        <div className="study-side">
          <PredictedMap result={result} shown={shown} {...{ minute, setMinute, setKey }} />
          <RoadsCard scenario={shown} />
        </div>
        <div className="study-side">
          <TailCard study={study} result={result} minute={minute} setMinute={setMinute} />
          <ReachedCard scenario={shown} />
        </div>
      </div>
      <RoutesCard {...{ study, result, shown, minute }} />
      <StudyBasis study={study} result={result} shown={shown} />
    </>
  );
}
