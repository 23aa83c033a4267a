import type { Study, StudyResult, StudyScenario } from '@opentocc/contract';
import { Table, type TableColumnsType, Tag } from 'antd';
import { fixed, grouped, NO_VALUE } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { isMeasure, useScenarioName } from './scenario-name.ts';
import { useRankingTable } from './study-tables.ts';
import { spreadText, VERDICT_COLOURS } from './verdict.ts';

interface Props {
  readonly study: Study;
  readonly result: StudyResult;
  readonly chosen: string;
  choose(key: string): void;
}

/** The measures by what they save against doing nothing; a row is chosen to be seen on the map. */
export function StudyRanking({ study, result, chosen, choose }: Props) {
  const { t } = useTranslation();
  const columns = useColumns(choose);
  const table = useRankingTable(study, result);
  return (
    <Card
      title={t('studies.ranking')}
      extra={<ExportMenu name={`study-${study.id}-ranking`} table={table} />}
    >
      <Table
        rowKey="key"
        size="small"
        columns={columns}
        dataSource={result.scenarios}
        pagination={false}
        scroll={{ x: true }}
        rowClassName={({ key }) => (key === chosen ? 'row-chosen' : '')}
      />
      <p className="muted hint">
        {t('studies.ranking_hint', { least: fixed(result.counts_from_vehicle_hours, 1) })}
      </p>
    </Card>
  );
}

function useColumns(choose: Props['choose']): TableColumnsType<StudyScenario> {
  const { t } = useTranslation();
  const nameOf = useScenarioName();
  return [
    {
      title: t('studies.kind'),
      render: (_, one) => (
        <button type="button" className="link-button" onClick={() => choose(one.key)}>
          {nameOf(one)}
        </button>
      ),
    },
    {
      title: t('studies.saved'),
      align: 'right',
      render: (_, { saved_vehicle_hours: saved }) => <b>{saved ? spreadText(saved) : NO_VALUE}</b>,
    },
    {
      title: t('studies.verdict'),
      render: (_, { kind, verdict }) =>
        isMeasure(kind) && <Tag color={VERDICT_COLOURS[verdict]}>{t(`studies.verdicts.${verdict}`)}</Tag>,
    },
    {
      title: t('studies.vehicle_hours'),
      align: 'right',
      render: (_, { vehicle_hours: { mean, half } }) =>
        `${grouped(Math.round(mean))}${half === null ? '' : ` ± ${fixed(half)}`}`,
    },
    {
      title: t('studies.longest'),
      align: 'right',
      render: (_, { longest_m }) => spreadText(longest_m, 0),
    },
    { title: t('studies.clears'), align: 'right', render: (_, scenario) => <Clears scenario={scenario} /> },
    { title: t('studies.waiting'), align: 'right', render: (_, { waiting }) => spreadText(waiting, 0) },
  ];
}

function Clears({ scenario: { clears_min, clears_in, seeds } }: { readonly scenario: StudyScenario }) {
  const { t } = useTranslation();
  if (!clears_min) return t('studies.not_cleared');
  const some = clears_in < seeds ? ` (${t('studies.clears_some', { number: clears_in, of: seeds })})` : '';
  return `${spreadText(clears_min, 0)}${some}`;
}
