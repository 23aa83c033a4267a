import type { QualityFinding } from '@opentocc/contract';
import { Button, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import type { SampleChoice } from './queries.ts';

const HOUR_MS = 3_600_000;
/** Samples are retained for so long. */
const RETENTION_MS = 7 * 24 * HOUR_MS;

interface Props {
  readonly finding: QualityFinding;
  onSamples(choice: SampleChoice): void;
  /** Undefined when the reader may not change sources. */
  readonly onSettings: (() => void) | undefined;
}

/** Advice, the figures that a finding rests on, its vehicles, and the way to the fixes behind it. */
export function FindingDetails({ finding, onSamples, onSettings }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
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
