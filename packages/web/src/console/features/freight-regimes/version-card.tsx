import type { FreightRegimeEntry } from '@opentocc/contract';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { Assumed } from '../../ui/assumed.tsx';
import { RuleSentence, Stance, Standing, useSay, useSpan } from './words.tsx';

interface Props {
  readonly entry: FreightRegimeEntry;
  readonly acts: ReactNode;
}

/** What a version says, and what became of it. */
export function VersionCard({ entry, acts }: Props) {
  const { t } = useTranslation();
  const [say, span] = [useSay(), useSpan()];
  const { regime, reason, taken_back, began, resumes } = entry;
  const { planned, under_way, grace_min } = regime.opening;
  return (
    <Card title={`${say(regime.name)} v${regime.version}`} extra={acts}>
      <p className="regimes-line">
        <Stance of={regime} />
        <Standing of={entry} />
        <span>{span(regime)}</span>
        {regime.assumed && <Assumed source={say(regime.source)} />}
      </p>
      <p>{resumes ? t('freight-regimes.resumes') : reason}</p>
      <p className="muted">{t('freight-regimes.source', { source: say(regime.source) })}</p>
      {taken_back && <p>{t('freight-regimes.taken_back_because', { reason: taken_back.reason })}</p>}
      <p className="muted">
        {t('freight-regimes.opening_says', {
          planned: t(`freight-regimes.planned.${planned}`),
          under_way: t(`freight-regimes.under_way.${under_way}`),
          hours: Math.round((10 * grace_min) / 60) / 10,
        })}
      </p>
      {began && began.settled_ms !== null && <p>{t('freight-regimes.settled', { ...began.settled })}</p>}
      <ul className="regimes-rules">
        {regime.rules.map((rule) => (
          <li key={rule.key} id={rule.key}>
            <strong>{say(rule.name)}</strong> {rule.assumed && <Assumed />} <RuleSentence rule={rule} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
