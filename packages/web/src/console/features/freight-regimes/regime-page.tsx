import type { FreightRegimeEntry } from '@opentocc/contract';
import { Link, useParams } from '@tanstack/react-router';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { answerFrom } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { CompareCard } from './compare-card.tsx';
import { EventsCard } from './events-card.tsx';
import { useRegimes } from './queries.ts';
import { ReasonButton } from './reason-button.tsx';
import { VersionCard } from './version-card.tsx';
import './regimes.css';

/** One version: its rules as sentences, what differs from another one, what happened to it. */
export function RegimePage() {
  const { t } = useTranslation();
  const params: { code?: string; version?: string } = useParams({ strict: false });
  const regimes = useRegimes();
  const found = answerFrom(regimes, ({ regimes: all }) => ({
    all,
    entry: all.find(({ regime }) => regime.code === params.code && String(regime.version) === params.version),
  }));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('freight-regimes.version_of')}</h1>
        <Link to="/freight/regimes">{t('freight-regimes.title')}</Link>
      </div>
      <Answer
        query={found}
        isEmpty={({ entry }) => entry === undefined}
        empty={t('freight-regimes.no_version')}
        height_px={320}
      >
        {({ all, entry }) => entry && <Version all={all} entry={entry} />}
      </Answer>
    </div>
  );
}

interface Props {
  readonly all: readonly FreightRegimeEntry[];
  readonly entry: FreightRegimeEntry;
}

function Version({ all, entry }: Props) {
  const may = useMay('freight-regimes:draft');
  const { code, version } = entry.regime;
  return (
    <div className="regimes-stack">
      <VersionCard entry={entry} acts={<TakeBack entry={entry} />} />
      <CompareCard key={`${code}@${version}`} regime={entry.regime} all={all} />
      {may && <EventsCard code={code} version={version} />}
    </div>
  );
}

function TakeBack({ entry: { regime, standing, announced_ms, resumes } }: Pick<Props, 'entry'>) {
  const { t } = useTranslation();
  const may = useMay('freight-regimes:announce');
  const isOpen = standing === 'announced' || standing === 'in_force';
  if (!may || !isOpen || announced_ms === null || resumes) return null;
  const { code, version } = regime;
  return (
    <ReasonButton
      danger
      title={t('freight-regimes.take_back')}
      hint={t(
        standing === 'announced' ? 'freight-regimes.take_back_before' : 'freight-regimes.take_back_after',
      )}
      send={(reason) =>
        call('POST /api/v1/freight/regimes/:code/:version/taking-back', {
          ...{ params: { code, version }, body: { reason } },
        })
      }
    />
  );
}
