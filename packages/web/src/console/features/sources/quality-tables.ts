import type { QualityFinding, QualityHour, SourceHealth, SourceQuality } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import { dayOf, hourMinuteOf, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import type { ExportTable } from '../../export/export-table.ts';
import type { FindingState } from './finding-groups.ts';
import { figureOf, METRICS } from './metrics.ts';

/** What every export of quality says of itself. */
function useFacts(): (object: string, window: string) => ExportTable['facts'] {
  const { t } = useTranslation();
  return (object, window) => [
    [t('export.object'), `${object} · ${window}`],
    [t('export.basis'), t('sources.quality.assumed_limits')],
    [t('export.exported'), minuteOf(platformNow())],
  ];
}

/** The list of what to fix, with its advice. */
export function useFindingsTable(
  sources: readonly SourceHealth[],
): (findings: readonly QualityFinding[], state: FindingState) => ExportTable {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const factsOf = useFacts();
  const nameOf = (id: number) => sources.find((source) => source.id === id)?.name[language] ?? String(id);
  const handled = ({ handling: { acknowledged, assignee } }: QualityFinding) =>
    [
      acknowledged && t('sources.handling.acknowledged', { by: acknowledged.by }),
      assignee && t('sources.handling.assigned', { to: assignee.name }),
    ]
      .filter((one) => one !== null)
      .join(t('common.semicolon'));
  return (findings, state) => ({
    title: t('sources.quality.findings'),
    facts: factsOf(
      state === 'closed'
        ? t('sources.quality.closed')
        : t(`sources.quality.${state}`, { number: findings.length }),
      dayOf(platformNow()),
    ),
    columns: [
      { title: t('sources.quality.severity_title') },
      { title: t('sources.quality.what') },
      { title: t('common.source') },
      { title: t('sources.quality.since') },
      { title: t('sources.quality.ended') },
      { title: `${t('sources.quality.lasted')} (h)`, digits: 1 },
      { title: t('sources.quality.vehicles'), digits: 0 },
      { title: t('sources.quality.vehicles_judged'), digits: 0 },
      { title: t('sources.quality.certainty_title') },
      { title: t('sources.quality.concerned_title') },
      { title: t('sources.quality.advice') },
      { title: t('sources.handling.title') },
    ],
    rows: findings.map((finding) => [
      t(`sources.quality.severity.${finding.severity}`),
      finding.title[language],
      nameOf(finding.source),
      minuteOf(finding.since_ms),
      finding.closed_ms === null ? null : minuteOf(finding.closed_ms),
      ((finding.closed_ms ?? platformNow()) - finding.since_ms) / HOUR_MS,
      finding.vehicles,
      finding.vehicles_judged,
      t(`sources.quality.certainty.${finding.certainty}`),
      t(`sources.quality.concerned.${finding.concerned}`),
      finding.advice[language],
      handled(finding),
    ]),
  });
}

function useMetricColumns() {
  const { t } = useTranslation();
  return METRICS.map(({ key }) => ({
    ...(key === 'position_error_m'
      ? { title: `${t(`sources.quality.metrics.${key}`)} (m)`, digits: 1 }
      : { title: t(`sources.quality.metrics.${key}`), percent_digits: 1 }),
  }));
}

/** Every figure of one source by hour. */
export function useHoursTable(): (name: string, hours: readonly QualityHour[]) => ExportTable {
  const { t } = useTranslation();
  const factsOf = useFacts();
  const metrics = useMetricColumns();
  return (name, hours) => ({
    title: `${name} · ${t('sources.quality.by_hour')}`,
    facts: factsOf(name, spanOf(hours.map(({ hour_ms }) => hour_ms))),
    columns: [
      { title: t('common.day') },
      { title: t('common.hour') },
      ...metrics,
      { title: t('sources.accepted'), digits: 0 },
    ],
    rows: hours.map((hour) => [
      dayOf(hour.hour_ms),
      hourMinuteOf(hour.hour_ms),
      ...METRICS.map((metric) => figureOf(metric, hour)),
      hour.accepted,
    ]),
  });
}

/** Every figure of every source by day. */
export function useDaysTable(
  sources: readonly SourceHealth[],
): (compared: readonly SourceQuality[]) => ExportTable {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const factsOf = useFacts();
  const metrics = useMetricColumns();
  return (compared) => ({
    title: t('sources.quality.compare'),
    facts: factsOf(
      t('sources.quality.compare'),
      spanOf(compared.flatMap(({ days }) => days.map(({ day_ms }) => day_ms))),
    ),
    columns: [
      { title: t('sources.title') },
      { title: t('common.day') },
      ...metrics,
      { title: t('sources.accepted'), digits: 0 },
    ],
    rows: sources.flatMap(({ id, name }) =>
      (compared.find(({ source }) => source === id)?.days ?? []).map(({ day_ms, figures }) => [
        name[language],
        dayOf(day_ms),
        ...METRICS.map((metric) => figureOf(metric, figures)),
        figures.accepted,
      ]),
    ),
  });
}

function spanOf(times_ms: readonly number[]): string {
  if (times_ms.length === 0) return '';
  return `${dayOf(Math.min(...times_ms))} – ${dayOf(Math.max(...times_ms))}`;
}
