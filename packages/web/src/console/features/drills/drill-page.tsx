import type { DrillDetail, DrillResult } from '@opentocc/contract';
import { Link, useParams } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Fact } from '../../ui/fact.tsx';
import { ExportDrill } from './export-drill.tsx';
import { PlansCard } from './plans-card.tsx';
import { useDrill } from './queries.ts';
import { RulesCard, SilencesCard } from './rules-cards.tsx';
import { SituationsCard } from './situations-card.tsx';
import { WarningsCard } from './warnings-card.tsx';
import './drills.css';

/** One past day: who would have been asked when, how much earlier, which plans would have begun, what a silence would hide. */
export function DrillPage() {
  const { t } = useTranslation();
  const params: { drill?: string } = useParams({ strict: false });
  const drill = useDrill(Number(params.drill));
  const asked = known(drill);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{asked ? t('drills.of_day', { day: asked.day }) : t('drills.title')}</h1>
        <Link to="/drills">{t('drills.title')}</Link>
        {asked?.result && <ExportDrill drill={asked} />}
      </div>
      <Answer query={drill} height_px={320}>
        {(of) => (
          <div className="drills-stack">
            <Heading drill={of} />
            {of.result && <Result result={of.result} />}
          </div>
        )}
      </Answer>
    </div>
  );
}

function Result({ result }: { readonly result: DrillResult }) {
  return (
    <>
      <SituationsCard situations={result.situations} />
      <WarningsCard warnings={result.warnings} />
      <PlansCard plans={result.plans} />
      <SilencesCard silences={result.silences} />
      <RulesCard result={result} />
    </>
  );
}

function Heading({ drill }: { readonly drill: DrillDetail }) {
  const { t } = useTranslation();
  const { state, asked_by, asked_ms, note, counts, digest, same_as } = drill;
  return (
    <div>
      <p className="drills-heading">
        <strong>{t(`drills.states.${state}`)}</strong>
        <span>
          {asked_by} · {minuteOf(asked_ms)}
        </span>
        {note && <span>{note}</span>}
        <span className="muted">{t('drills.hint')}</span>
      </p>
      {counts && (
        <dl className="drills-facts">
          <Fact name={t('drills.warnings')} value={String(counts.warnings)} />
          <Fact name={t('drills.not_warned')} value={String(counts.not_warned)} />
          <Fact name={t('drills.hidden')} value={String(counts.hidden)} />
          <Fact name={t('drills.noticed')} value={`${counts.noticed}/${counts.situations}`} />
          <Fact name={t('drills.plans_count')} value={String(counts.plans)} />
          <Fact name={t('drills.digest')} value={digest?.slice(0, 12) ?? ''} />
        </dl>
      )}
      {same_as.length > 0 && <p className="muted">{t('drills.same', { ids: same_as.join('、#') })}</p>}
    </div>
  );
}
