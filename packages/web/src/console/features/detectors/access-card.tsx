import type { DetectorAccess } from '@opentocc/contract';
import { Answer } from '../../../ui/answer.tsx';
import { both } from '../../../ui/asked.ts';
import { grouped, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useSources } from '../../../ui/queries.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { Fact } from '../../ui/fact.tsx';
import { takesDetectors, useDetectorAccess } from './queries.ts';
import { SecretButton } from './secret-button.tsx';

/** Where detectors report, whether that works, and what each source signs in with. */
export function AccessCard() {
  const { t } = useTranslation();
  const found = both(useDetectorAccess(), useSources());
  const may = useMay('sources:approve');
  const language = useStore(languageStore);
  return (
    <Card title={t('detectors.access')}>
      <Answer query={found}>
        {([access, sources]) => (
          <>
            <Way access={access} />
            <ul className="detector-sources">
              {sources.filter(takesDetectors).map((source) => (
                <li key={source.id}>
                  <b>{source.name[language]}</b>
                  <span className="muted">
                    {t('detectors.count', { online: source.online, all: source.terminals })}
                  </span>
                  <code>tocc/v1/{source.code}/detectors</code>
                  {may && access.broker === 'embedded' && <SecretButton source={source} />}
                </li>
              ))}
            </ul>
          </>
        )}
      </Answer>
    </Card>
  );
}

function Way({ access }: { readonly access: DetectorAccess }) {
  const { t } = useTranslation();
  const { broker, host, port, versions, state, since_ms, reason, connections } = access;
  return (
    <>
      <p>
        <span className={`live-word detector-${state === 'up' ? 'ok' : 'silent'}`}>
          <i className="lamp" aria-hidden="true" />
          {t(`detectors.access_state.${state}`)}
        </span>{' '}
        <span className="muted">
          {t('detectors.since')} {minuteOf(since_ms)} · {t(`detectors.broker.${broker}`)}
        </span>
      </p>
      {reason !== null && <p className="note">{reason}</p>}
      <dl className="facts facts-row">
        <Fact name={t('detectors.address')} value={`${host}:${port}`} />
        <Fact
          name={t('detectors.versions')}
          value={versions.length > 0 ? versions.join(' · ') : t('detectors.any_version')}
        />
        <Fact name={t('detectors.connections')} value={grouped(connections)} />
      </dl>
    </>
  );
}
