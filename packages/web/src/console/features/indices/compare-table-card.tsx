import { Table } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { Basis } from './basis.tsx';
import { useCompareColumns } from './compare-table.tsx';
import type { Compared } from './use-compared.ts';

/** Each part in both intervals. */
export function CompareTableCard({ compared }: { readonly compared: Compared }) {
  const { t } = useTranslation();
  const { scope, days, named, parts, spans, basis, file, table } = compared;
  const columns = useCompareColumns(scope, days.b_to, named);
  return (
    <Card title={t('indices.compare_table')} extra={<ExportMenu name={file} table={table} />}>
      <Answer query={parts} isEmpty={(list) => list.length === 0} empty={spans} lacks="measurements">
        {(list) => (
          <>
            <Table
              rowKey="key"
              size="small"
              columns={columns}
              dataSource={list}
              scroll={{ x: 'max-content' }}
              pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
            />
            <Basis {...basis} />
          </>
        )}
      </Answer>
    </Card>
  );
}
