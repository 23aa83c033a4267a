import { HOUR_MS } from '@opentocc/core/time';
import { Button, Space } from 'antd';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useMayInCity } from '../../session/session.ts';
import { FindingActs } from './finding-acts.tsx';
import { Severity } from './finding-columns.tsx';
import type { FindingGroup } from './finding-groups.ts';
import { FindingHistory } from './finding-history.tsx';
import type { SampleChoice } from './queries.ts';

/** Samples are retained for so long. */
const RETENTION_MS = 7 * 24 * HOUR_MS;

interface Props {
  readonly group: FindingGroup;
  onSamples(choice: SampleChoice): void;
  /** Undefined when the reader may not change sources. */
  readonly onSettings: (() => void) | undefined;
}

/** Advice, the figures that a finding rests on, its vehicles, and the way to the fixes behind it. */
export function FindingDetails({ group, onSamples, onSettings }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { cause: finding, follow } = group;
  const mayHandle = useMayInCity('quality:handle');
  const { source, advice, evidence, examples, reason, since_ms, closed_ms } = finding;
  const to_ms = closed_ms ?? platformNow();
  return (
    <div className="finding-details">
      <p>
        <b>{t('sources.quality.advice')}</b> {advice[language]}
      </p>
      {evidence.length > 0 && (
        <dl className="figures">
          {evidence.map(({ name, value }) => (
            <div key={name.en}>
              <dt>{name[language]}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {examples.length > 0 && (
        <p>
          <b>{t('sources.quality.examples')}</b>{' '}
          {examples.map(({ vehicle, plate }) => plate ?? `#${vehicle}`).join('  ')}
        </p>
      )}
      {follow.length > 0 && (
        <div>
          <b>{t('sources.handling.follow_title')}</b>
          <ul className="finding-follow">
            {follow.map((one) => (
              <li key={one.id} className="finding-what">
                <Severity of={one} /> {one.title[language]}
              </li>
            ))}
          </ul>
        </div>
      )}
      <FindingHistory history={finding.handling.history} />
      {mayHandle && <FindingActs group={group} />}
      <Space>
        {reason && (
          <Button
            size="small"
            onClick={() =>
              onSamples({ source, reason, from_ms: Math.max(since_ms, to_ms - RETENTION_MS), to_ms })
            }
          >
            {t('sources.quality.show_samples')}: {t(`reject.${reason}`)}
          </Button>
        )}
        {finding.kind === 'datum' && closed_ms === null && onSettings && (
          <Button size="small" type="primary" onClick={onSettings}>
            {t('sources.quality.correct_datum')}
          </Button>
        )}
      </Space>
    </div>
  );
}
