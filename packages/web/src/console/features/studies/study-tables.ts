import type { Study, StudyKpi, StudyResult, StudyScenario } from '@opentocc/contract';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useRoadName } from '../../../ui/road-name.ts';
import type { ExportTable } from '../../export/export-table.ts';
import { useScenarioName } from './scenario-name.ts';
import { useWhat } from './what.ts';

/** What stands above every table of a study that leaves the console. */
function useFacts({ id, owner, road, ...study }: Study, result: StudyResult) {
  const { t } = useTranslation();
  const nameOf = useRoadName();
  const whatOf = useWhat();
  return [
    [t('studies.title'), `${id} · ${nameOf(road)} · ${whatOf(study)}`],
    [t('studies.base'), minuteOf(result.base_ms)],
    [t('studies.owner'), owner],
    [
      t('studies.versions'),
      [result.engine_version, result.parameters_version, result.demand_version, result.network_version]
        .filter(Boolean)
        .join(' · '),
    ],
  ] as const;
}

/** The ranking as a table to be saved. */
export function useRankingTable(study: Study, result: StudyResult): () => ExportTable {
  const { t } = useTranslation();
  const facts = useFacts(study, result);
  const nameOf = useScenarioName();
  return () => ({
    title: t('studies.ranking'),
    facts,
    columns: [
      { title: t('studies.kind') },
      { title: t('studies.saved'), digits: 1 },
      { title: '±', digits: 1 },
      { title: t('studies.verdict') },
      { title: t('studies.vehicle_hours'), digits: 1 },
      { title: '±', digits: 1 },
      { title: t('studies.longest'), digits: 0 },
      { title: t('studies.clears'), digits: 0 },
      { title: t('studies.seeds'), digits: 0 },
    ],
    rows: result.scenarios.map((one) => [
      nameOf(one),
      one.saved_vehicle_hours?.mean ?? null,
      one.saved_vehicle_hours?.half ?? null,
      one.kind === 'none' ? '' : t(`studies.verdicts.${one.verdict}`),
      one.vehicle_hours.mean,
      one.vehicle_hours.half,
      one.longest_m.mean,
      one.clears_min?.mean ?? null,
      one.seeds,
    ]),
  });
}

/** The tail of the queue by minute and scenario as a table to be saved. */
export function useTailTable(study: Study, result: StudyResult): () => ExportTable {
  const { t } = useTranslation();
  return useBandTable(study, result, `${t('studies.tail')} (m)`, ({ tail_m }) => tail_m);
}

/** Travel time of a route by minute of departure and scenario as a table to be saved. */
export function useRouteTable(study: Study, result: StudyResult, route: number): () => ExportTable {
  const { t } = useTranslation();
  const title = `${t('studies.route_times')} (s)`;
  return useBandTable(study, result, title, ({ route_times_s }) => route_times_s[route]);
}

/** A value of each scenario with its band by minute. */
function useBandTable(
  study: Study,
  result: StudyResult,
  title: string,
  bandOf: (scenario: StudyScenario) => StudyScenario['tail_m'],
): () => ExportTable {
  const { t } = useTranslation();
  const facts = useFacts(study, result);
  const nameOf = useScenarioName();
  const bands = result.scenarios.map(bandOf);
  return () => ({
    ...{ title, facts },
    columns: [
      { title: t('studies.minute_axis'), digits: 0 },
      ...result.scenarios.flatMap((one) =>
        ['', ' min', ' max'].map((end) => ({ title: `${nameOf(one)}${end}`, digits: 0 })),
      ),
    ],
    rows: Array.from({ length: result.horizon_min }, (_, i) => [
      i + 1,
      ...bands.flatMap(({ mean, low, high }) => [mean[i], low[i], high[i]]),
    ]),
  });
}

/** All figures of all scenarios as a table to be saved. */
export function useKpiTable(
  study: Study,
  result: StudyResult,
  kpiName: (kpi: StudyKpi, at: number) => string,
): () => ExportTable {
  const { t } = useTranslation();
  const facts = useFacts(study, result);
  const nameOf = useScenarioName();
  return () => ({
    title: t('studies.kpis'),
    facts,
    columns: [
      ...[{ title: t('studies.kpi') }, { title: t('studies.unit') }, { title: t('studies.better') }],
      { title: t('studies.counts_from'), digits: 1 },
      ...result.scenarios.flatMap((one) => [
        { title: nameOf(one), digits: 1 },
        { title: '±', digits: 1 },
        { title: t('studies.verdict') },
      ]),
    ],
    rows: result.kpis.map((kpi, at) => [
      ...[kpiName(kpi, at), kpi.unit, t(`studies.betters.${kpi.better}`), kpi.counts_from],
      ...result.scenarios.flatMap(({ kpis }) => [
        kpis[at].value.mean,
        kpis[at].value.half,
        kpis[at].difference ? t(`studies.verdicts.${kpis[at].verdict}`) : '',
      ]),
    ]),
  });
}
