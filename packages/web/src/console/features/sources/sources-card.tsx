import type { QualityFinding, SourceHealth } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { answerFrom, known } from '../../../ui/asked.ts';
import { fixed, grouped } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useSources } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useFindings } from './queries.ts';
import './sources-card.css';

/** Whether the data behind the map arrives, and what is wrong with it. */
export function SourcesCard() {
  const { t } = useTranslation();
  const sources = answerFrom(useSources(), (all) => all.filter(isInUse));
  return (
    <Card title={t('sources.health')} extra={<Link to="/sources">{t('sources.last5')}</Link>}>
      <Answer
        query={sources}
        isEmpty={(list) => list.length === 0}
        empty={
          <>
            {t('sources.none')} <Link to="/sources">{t('sources.none_begin')}</Link>
          </>
        }
      >
        {(list) => (
          <ul className="sources">
            {[...list].sort(wrongFirst).map((source) => (
              <Source key={source.id} source={source} />
            ))}
          </ul>
        )}
      </Answer>
    </Card>
  );
}

const URGENCY = ['silent', 'degraded', 'ok'];
/** What is wrong stands first, so that it is in sight however long the list is. */
const wrongFirst = (a: SourceHealth, b: SourceHealth) => URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state);

const SEVERITIES = ['critical', 'major', 'minor'] as const;

/** The gravest of the open findings of a source that is not well; undefined where none says how grave it is. */
function worstOf(findings: readonly QualityFinding[], { id, state }: SourceHealth) {
  if (state !== 'degraded') return undefined;
  return SEVERITIES.find((one) => findings.some(({ source, severity }) => source === id && severity === one));
}

function Source({ source }: { source: SourceHealth }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const severity = worstOf(known(useFindings('open')) ?? [], source);
  return (
    <li>
      <p className="source-head">
        <span className={`live-word source-${source.state} ${severity ? `source-${severity}` : ''}`}>
          <i className="lamp" aria-hidden="true" />
          <strong>{source.name[language]}</strong>
        </span>
        <span className="muted">
          {t(`sources.state.${source.state}`)}
          {severity && ` · ${t(`sources.quality.severity.${severity}`)}`}
        </span>
      </p>
      <p className="source-figures">
        <span>
          <b>{grouped(source.online)}</b>
          <small className="muted">
            {' '}
            / {grouped(source.terminals)} {t('sources.online')}
          </small>
        </span>
        <span>
          <b>{fixed(source.fixes_per_s, 0)}</b>
          <small className="muted"> {t('sources.rate')}</small>
        </span>
        <span>
          <b>{delayOf(source.delay_p50_s)}</b>
          <small className="muted"> / {delayOf(source.delay_p95_s)} s</small>
        </span>
      </p>
      <Rejects source={source} />
    </li>
  );
}

/** Delays are counted by class; the last class is open and stands for all that is longer. */
const LONGEST_S = 3600;

/** A delay, s. */
export const delayOf = (delay_s: number | null): string =>
  delay_s !== null && delay_s >= LONGEST_S ? `>${LONGEST_S}` : fixed(delay_s, 1);

/** Reasons of rejection, the most frequent first; none is left out of the count. */
function Rejects({ source }: { source: SourceHealth }) {
  const { t } = useTranslation();
  const reasons = topRejects(source);
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return <p className="muted">{t('sources.no_rejects')}</p>;
  return (
    <p className="source-rejects">
      <span>
        {t('sources.rejected')} {grouped(total)}
        <small className="muted"> ({fixed((100 * total) / (total + source.accepted), 1)}%)</small>
      </span>
      {reasons.slice(0, 3).map(([reason, count]) => (
        <small key={reason} className="muted">
          {t(`reject.${reason}`)} {grouped(count)}
        </small>
      ))}
    </p>
  );
}

/** A source without terminals is shown only when something of it was refused. */
export const isInUse = (source: SourceHealth): boolean =>
  source.retired_ms === null && (source.terminals > 0 || topRejects(source).length > 0);

type Reason = keyof SourceHealth['rejected'];

export function topRejects({ rejected }: Pick<SourceHealth, 'rejected'>): [Reason, number][] {
  return (Object.entries(rejected) as [Reason, number][])
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
}
