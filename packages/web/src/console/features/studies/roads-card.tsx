import type { StudyScenario } from '@opentocc/contract';
import { Table, Tag } from 'antd';
import { NO_VALUE } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useRoadName } from '../../../ui/road-name.ts';
import { Card } from '../../card.tsx';
import { useScenarioName } from './scenario-name.ts';
import { spreadText, VERDICT_COLOURS } from './verdict.ts';

/** The roads that lose most time in a scenario, each against nothing done. */
export function RoadsCard({ scenario }: { readonly scenario: StudyScenario }) {
  const { t } = useTranslation();
  const roadName = useRoadName();
  const nameOf = useScenarioName();
  if (scenario.roads.length === 0) return null;
  return (
    <Card title={t('studies.worst_roads', { kind: nameOf(scenario) })}>
      <Table
        rowKey={({ road }) => road.zh}
        size="small"
        pagination={false}
        dataSource={scenario.roads}
        columns={[
          { title: t('studies.road'), className: 'wrap', render: (_, { road }) => roadName(road) },
          { title: t('studies.delay_h'), align: 'right', render: (_, { delay_h }) => spreadText(delay_h) },
          {
            title: t('studies.saved'),
            align: 'right',
            render: (_, { saved_h, verdict }) =>
              saved_h ? (
                <>
                  {spreadText(saved_h)}{' '}
                  <Tag color={VERDICT_COLOURS[verdict]}>{t(`studies.verdicts.${verdict}`)}</Tag>
                </>
              ) : (
                NO_VALUE
              ),
          },
        ]}
      />
    </Card>
  );
}
