import type { Study, StudyResult } from '@opentocc/contract';
import { Select } from 'antd';
import { useState } from 'react';
import { Chart } from '../../../ui/charts/chart.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { LinkName } from './link-name.tsx';
import { useTailTable } from './study-tables.ts';
import { useBandOption } from './use-band-option.ts';

interface Props {
  readonly study: Study;
  readonly result: StudyResult;
  readonly minute: number;
  setMinute(minute: number): void;
}

/** The tail of the queue by minute for every scenario, each with the band of its seeds; of whichever place is chosen. */
export function TailCard({ study, result, minute, setMinute }: Props) {
  const { t } = useTranslation();
  const [place, setPlace] = useState(0);
  const table = useTailTable(study, result);
  const option = useBandOption(result, minute, 'm', (one) =>
    place === 0 ? one.tail_m : (one.other_tails[place - 1] ?? one.tail_m),
  );
  if (result.places.length === 0) return null;
  return (
    <Card
      title={t('studies.tail')}
      extra={<ExportMenu name={`study-${study.id}-queue`} table={table} hasChart />}
    >
      {result.places.length > 1 && (
        <Select
          aria-label={t('studies.place')}
          className="study-choice"
          value={place}
          options={result.places.map(({ link }, i) => ({ value: i, label: <LinkName link={link} /> }))}
          onChange={setPlace}
        />
      )}
      <Chart
        option={option}
        height_px={260}
        label={t('studies.tail')}
        onPick={(x) => setMinute(Math.min(result.horizon_min, Math.max(1, Math.round(x))))}
      />
      <p className="muted hint">{t('studies.tail_hint')}</p>
    </Card>
  );
}
