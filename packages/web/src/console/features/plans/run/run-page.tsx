import type { PlanRunDetail } from '@opentocc/contract';
import { Link, useParams } from '@tanstack/react-router';
import { Answer } from '../../../../ui/answer.tsx';
import { known } from '../../../../ui/asked.ts';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useDistrictName } from '../../../session/directory.ts';
import { DrillBanner, RunTag } from '../parts.tsx';
import { useRun } from '../queries.ts';
import { useSay } from '../say.ts';
import { NextCard } from './next-card.tsx';
import { RecordCard } from './record-card.tsx';
import { RunActs } from './run-acts.tsx';
import { RunBoard } from './run-board.tsx';
import '../plans.css';

/** A running plan: where it stands, who has which task by when, what comes next and why it waits. */
export function RunPage() {
  const { t } = useTranslation();
  const say = useSay();
  const params: { run?: string } = useParams({ strict: false });
  const run = useRun(Number(params.run));
  const asked = known(run);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{asked ? say(asked.name) : t('plans.runs.title')}</h1>
        <Link to="/plans">{t('plans.title')}</Link>
        {asked && <RunActs run={asked} />}
      </div>
      <Answer query={run} height_px={320}>
        {(of) => (
          <div className="plans-stack">
            <DrillBanner drill={of.drill} />
            <Heading run={of} />
            <div className="plans-columns">
              <RunBoard run={of} />
              <div className="plans-side">
                <NextCard run={of} />
                <RecordCard run={of} />
              </div>
            </div>
          </div>
        )}
      </Answer>
    </div>
  );
}

function Heading({ run }: { readonly run: PlanRunDetail }) {
  const { t } = useTranslation();
  const say = useSay();
  const districtOf = useDistrictName();
  const { state, version, plan, districts, asked_by, asked_ms, note, situation, beyond, tasks } = run;
  return (
    <div>
      <p className="plans-heading">
        <RunTag state={state} />
        <Link to="/plans/$plan" params={{ plan: String(plan) }}>
          {t('plans.editor.version_line', { version })}
        </Link>
        <span>{districts?.map(districtOf).join('、') ?? t('plans.whole_city')}</span>
        <span>{t('plans.runs.task_counts', tasks)}</span>
        <span className="muted">
          {t('plans.runs.asked_by')} {asked_by} · {minuteOf(asked_ms)}
        </span>
        {situation !== null && <span>{t('plans.runs.situation', { id: situation })}</span>}
        {note && <span>{note}</span>}
      </p>
      {beyond.length > 0 && (
        <p className="note">{t('plans.runs.beyond', { beyond: beyond.map(say).join('、') })}</p>
      )}
    </div>
  );
}
