import { Table } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { useRoadTables, useSectionColumns } from './road-tables.tsx';
import type { RoadDay } from './use-road-day.ts';

/** The means of a day by section of a corridor. */
export function RoadSectionsCard({ road }: { readonly road: RoadDay }) {
  const { t } = useTranslation();
  const columns = useSectionColumns(road.configuration?.gb.state_above ?? []);
  const { sectionsTable } = useRoadTables();
  const { sections, basis } = road;
  return (
    <Card
      title={t('indices.sections')}
      extra={
        <ExportMenu
          name={`sections-${road.key}-${road.day}`}
          table={() => sectionsTable(sections, `${t('indices.sections')} · ${road.name}`, basis)}
        />
      }
    >
      <Answer
        query={road.profile}
        isEmpty={() => sections.length === 0}
        empty={t('indices.figure.empty_day')}
        lacks="measurements"
      >
        {() => (
          <Table rowKey="from_m" size="small" columns={columns} dataSource={sections} pagination={false} />
        )}
      </Answer>
    </Card>
  );
}
