import type { PositionShift, QualityFigures, SourceHealth } from '@opentocc/contract';
import { Answer } from '../../../ui/answer.tsx';
import type { Asked } from '../../../ui/asked.ts';
import { fixed, grouped, minuteOf, NO_VALUE, signed } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { Term } from '../../ui/term.tsx';
import { isTerm } from '../../ui/terms.ts';
import { figureOf, METRICS, type Metric } from './metrics.ts';
import type { SampleChoice } from './queries.ts';
import { delayOf, topRejects } from './sources-card.tsx';

interface Props {
  readonly source: SourceHealth;
  /** Null when the hour has none. */
  readonly figures: Asked<QualityFigures | null>;
  /** Null: the whole week. */
  readonly hour_ms: number | null;
  readonly span: readonly [from_ms: number, to_ms: number];
  onSamples(choice: SampleChoice): void;
}

/** All figures of an hour or of the week, and the reasons of rejection, each of which opens its samples. */
export function QualityHourCard({ source, figures, hour_ms, span, onSamples }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const when = hour_ms === null ? t('sources.quality.whole_week') : minuteOf(hour_ms);
  return (
    <Card title={`${source.name[language]} · ${when}`} extra={t('sources.quality.samples_hint')}>
      <Answer
        query={figures}
        isEmpty={(of) => of === null}
        empty={t('sources.quality.no_hours')}
        lacks="measurements"
      >
        {(of) =>
          of && (
            <div className="quality-columns">
              <section>
                <h3 className="card-sub">{t('sources.quality.figures')}</h3>
                <Figures figures={of} />
              </section>
              <section>
                <h3 className="card-sub">{t('sources.quality.reasons')}</h3>
                <Reasons
                  figures={of}
                  onOpen={(reason) =>
                    onSamples({ source: source.id, reason, from_ms: span[0], to_ms: span[1] })
                  }
                />
              </section>
            </div>
          )
        }
      </Answer>
    </Card>
  );
}

function Figures({ figures }: { figures: QualityFigures }) {
  const { t } = useTranslation();
  const { shift, clocks_judged, clocks_wrong } = figures;
  const shares = METRICS.filter(({ key }) => key !== 'clocks_wrong').map((metric) => {
    const value = figureOf(metric, figures);
    return [
      <MetricName key={metric.key} of={metric.key} />,
      value === null ? NO_VALUE : metric.format(value),
    ] as const;
  });
  const rows = [
    ...shares,
    [t('sources.delay'), `${delayOf(figures.delay_p50_s)} / ${delayOf(figures.delay_p95_s)} s`],
    [t('sources.quality.clocks'), clocks_judged > 0 ? `${clocks_wrong} / ${clocks_judged}` : NO_VALUE],
    [t('sources.quality.clock_offset'), offsetOf(figures.clock_offset_p50_s)],
    [t('sources.quality.shift'), shift ? shiftOf(shift) : NO_VALUE],
    [t('sources.accepted'), grouped(figures.accepted)],
  ] as const;
  return (
    <dl className="figures">
      {rows.map(([name, value], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are always the same
        <div key={i}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function MetricName({ of }: { of: Metric['key'] }) {
  const { t } = useTranslation();
  const name = t(`sources.quality.metrics.${of}`);
  return isTerm(of) ? <Term of={of}>{name}</Term> : name;
}

const shiftOf = ({ east_m, north_m, half_width_m }: PositionShift): string =>
  `${signed(east_m, 0)} / ${signed(north_m, 0)} m (±${fixed(half_width_m, 0)})`;

/** Seconds while they are few, then hours: a zone is read at once. */
function offsetOf(offset_s: number | null): string {
  if (offset_s === null) return NO_VALUE;
  return Math.abs(offset_s) < 600 ? `${signed(offset_s, 1)} s` : `${signed(offset_s / 3600, 2)} h`;
}

type Reason = SampleChoice['reason'];

/** Every reason that was counted, the most frequent first, as a bar against the most frequent. */
function Reasons({ figures, onOpen }: { figures: QualityFigures; onOpen(reason: Reason): void }) {
  const { t } = useTranslation();
  const reasons = topRejects(figures);
  const total = reasons.reduce((sum, [, count]) => sum + count, 0) + figures.accepted;
  if (reasons.length === 0) return <p className="muted">{t('sources.no_rejects')}</p>;
  return (
    <ul className="reasons">
      {reasons.map(([reason, count]) => (
        <li key={reason}>
          <button type="button" className="row-button" onClick={() => onOpen(reason)}>
            <span className="reason-name">{t(`reject.${reason}`)}</span>
            <span className="reason-bar">
              <i style={{ width: `${(100 * count) / reasons[0][1]}%` }} />
            </span>
            <span className="reason-count">
              {grouped(count)} <small className="muted">{fixed((100 * count) / total, 2)}%</small>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
