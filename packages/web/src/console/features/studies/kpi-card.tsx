import type { Study, StudyKpi, StudyKpiValue, StudyResult } from '@opentocc/contract';
import { Table, Tag } from 'antd';
import { fixed } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { Assumed } from '../../ui/assumed.tsx';
import { useRouteName } from './route-name.ts';
import { useScenarioName } from './scenario-name.ts';
import { useKpiTable } from './study-tables.ts';
import { spreadText, VERDICT_COLOURS } from './verdict.ts';

/** Units of which no decimals are shown. */
const WHOLE = ['veh', 'm', 's'];

interface Props {
  readonly study: Study;
  readonly result: StudyResult;
}

/** All figures of all scenarios: unit, better direction, from when a difference counts, and what it is called. */
export function KpiCard({ study, result }: Props) {
  const { t } = useTranslation();
  const nameOf = useScenarioName();
  const kpiName = useKpiName(result);
  const table = useKpiTable(study, result, kpiName);
  if (result.kpis.length === 0) return null;
  return (
    <Card title={t('studies.kpis')} extra={<ExportMenu name={`study-${study.id}-figures`} table={table} />}>
      <Table
        rowKey={({ at }) => at}
        size="small"
        pagination={false}
        scroll={{ x: true }}
        dataSource={result.kpis.map((kpi, at) => ({ kpi, at }))}
        columns={[
          { title: t('studies.kpi'), render: (_, { kpi, at }) => kpiName(kpi, at) },
          { title: t('studies.unit'), render: (_, { kpi }) => kpi.unit },
          { title: t('studies.better'), render: (_, { kpi }) => t(`studies.betters.${kpi.better}`) },
          {
            title: (
              <>
                {t('studies.counts_from')} <Assumed />
              </>
            ),
            align: 'right',
            render: (_, { kpi }) => fixed(kpi.counts_from, 1),
          },
          ...result.scenarios.map((one) => ({
            title: nameOf(one),
            key: one.key,
            align: 'right' as const,
            render: (_: unknown, { kpi, at }: { kpi: StudyKpi; at: number }) => (
              <Value value={one.kpis[at]} digits={WHOLE.includes(kpi.unit) ? 0 : 1} />
            ),
          })),
        ]}
      />
      <p className="muted hint">{t('studies.kpis_hint')}</p>
    </Card>
  );
}

interface ValueProps {
  readonly value: StudyKpiValue;
  readonly digits: number;
}

function Value({ value: { value, difference, verdict }, digits }: ValueProps) {
  const { t } = useTranslation();
  return (
    <>
      {spreadText(value, digits)}
      {difference && (
        <>
          {' '}
          <Tag color={VERDICT_COLOURS[verdict]}>{t(`studies.verdicts.${verdict}`)}</Tag>
        </>
      )}
    </>
  );
}

/** What a figure is called; that of a route by the route. */
function useKpiName({ kpis, routes }: StudyResult): (kpi: StudyKpi, at: number) => string {
  const { t } = useTranslation();
  const routeName = useRouteName();
  const first = kpis.findIndex(({ id }) => id === 'route');
  return (kpi, at) =>
    kpi.id === 'route'
      ? t('studies.kpi_names.route', { name: routeName(routes[at - first], at - first) })
      : t(`studies.kpi_names.${kpi.id}`);
}
