import type { Study, StudyResult, StudyScenario } from '@opentocc/contract';
import { Select } from 'antd';
import { useState } from 'react';
import { Chart } from '../../../ui/charts/chart.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { useRouteName } from './route-name.ts';
import { SpaceTime } from './space-time.tsx';
import { useRouteTable } from './study-tables.ts';
import { useBandOption } from './use-band-option.ts';

interface Props {
  readonly study: Study;
  readonly result: StudyResult;
  readonly shown: StudyScenario;
  readonly minute: number;
}

const NOTHING = { mean: [], low: [], high: [] };

/** Travel time of a route by minute of departure, and how its links stand in space and time for the scenario that is shown. */
export function RoutesCard({ study, result, shown, minute }: Props) {
  const { t } = useTranslation();
  const routeName = useRouteName();
  const [chosen, setChosen] = useState(0);
  const option = useBandOption(result, minute, 's', (one) => one.route_times_s[chosen] ?? NOTHING);
  const table = useRouteTable(study, result, chosen);
  const route = result.routes[chosen];
  if (!route) return null;
  return (
    <Card
      title={t('studies.route_times')}
      extra={<ExportMenu name={`study-${study.id}-route-${chosen + 1}`} table={table} hasChart />}
    >
      <Select
        aria-label={t('studies.route')}
        className="study-choice"
        value={chosen}
        options={result.routes.map((one, i) => ({ value: i, label: routeName(one, i) }))}
        onChange={setChosen}
      />
      <Chart option={option} height_px={240} label={t('studies.route_times')} />
      <SpaceTime {...{ result, shown, route }} />
    </Card>
  );
}
