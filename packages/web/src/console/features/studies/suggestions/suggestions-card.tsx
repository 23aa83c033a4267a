import type { Study, StudyIncident, SuggestionSet } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { Answer } from '../../../../ui/answer.tsx';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../../ui/platform-clock.ts';
import { Card } from '../../../card.tsx';
import { useMay } from '../../../session/session.ts';
import { AssumptionsTable } from '../assumptions-table.tsx';
import { AskSuggestions } from './ask-suggestions.tsx';
import { useSuggestions } from './queries.ts';
import { rankSuggestions } from './rank-suggestions.ts';
import { SuggestionItem } from './suggestion-item.tsx';
import './suggestions.css';

const LEAST_MINUTES = 5;

/** What could be done about the incident of a study: what was tested here, or how to ask for it. */
export function SuggestionsCard({ study }: { readonly study: Study }) {
  const { t } = useTranslation();
  return (
    <Card title={t('studies.suggest.title')}>
      <Answer query={useSuggestions(study.id)} height_px={48}>
        {(set) =>
          set.suggestions.length > 0 ? <Ranked study={study} set={set} /> : <NotAsked study={study} />
        }
      </Answer>
    </Card>
  );
}

function NotAsked({ study: { incidents, base_ms } }: { readonly study: Study }) {
  const { t } = useTranslation();
  const may = useMay('studies:run');
  const now = remaining(incidents[0], base_ms);
  if (!now) return <p className="muted">{t('studies.suggest.over')}</p>;
  return (
    <div className="suggest-ask">
      <span>{t('studies.suggest.ask_hint')}</span>
      <span className="muted">{t('studies.suggest.ask_from_now')}</span>
      {may && <AskSuggestions incident={now} />}
    </div>
  );
}

/** An incident as it stands now; undefined when it is over. */
function remaining(incident: StudyIncident | undefined, base_ms: number): StudyIncident | undefined {
  if (!incident) return undefined;
  const from_min = incident.from_min - Math.floor((platformNow() - base_ms) / MINUTE_MS);
  const minutes = incident.minutes + Math.min(0, from_min);
  return minutes < LEAST_MINUTES ? undefined : { ...incident, from_min: Math.max(0, from_min), minutes };
}

function Ranked({ study, set }: { readonly study: Study; readonly set: SuggestionSet }) {
  const { t } = useTranslation();
  const { status } = study;
  const isOpen = status === 'waiting' || status === 'running';
  const ranked = rankSuggestions(set, study.result);
  return (
    <>
      <p className="muted">{t('studies.suggest.hint')}</p>
      {isOpen && <p className="note">{t('studies.suggest.running')}</p>}
      {(status === 'failed' || status === 'cancelled') && (
        <p className="note">{t('studies.suggest.stopped')}</p>
      )}
      {status === 'done' && !ranked.some(({ scenario }) => scenario?.verdict === 'better') && (
        <p className="note">{t('studies.suggest.none_better')}</p>
      )}
      <ol className="suggest-list">
        {ranked.map(({ suggestion, scenario }) => (
          <SuggestionItem
            key={suggestion.key}
            study={study}
            {...{ suggestion, scenario }}
            drafts={set.drafts.filter((draft) => draft.suggestion.key === suggestion.key)}
          />
        ))}
      </ol>
      <details className="suggest-assumed">
        <summary>{t('studies.suggest.assumptions')}</summary>
        <AssumptionsTable assumptions={set.assumptions} />
      </details>
      {set.outside > 0 && <p className="muted">{t('studies.suggest.outside', { number: set.outside })}</p>}
    </>
  );
}
