import { Table } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { grouped } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { Basis } from './basis.tsx';
import { useRankingColumns } from './ranking-table.tsx';
import type { Ranking } from './use-ranking.ts';

/** The whole ranking, and how many are not in it. */
export function RankingTableCard({ ranking }: { readonly ranking: Ranking }) {
  const { t } = useTranslation();
  const { scope, day, title, rows, unranked, answer, band_below, named, table } = ranking;
  const columns = useRankingColumns(scope, day, band_below, named);
  return (
    <Card title={title} extra={<ExportMenu name={`ranking-${scope}-${day}`} table={table} />}>
      <Answer {...answer}>
        {() => (
          <>
            <Table
              rowKey="key"
              size="small"
              columns={columns}
              dataSource={rows}
              scroll={{ x: 'max-content' }}
              pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
            />
            <p className="muted chart-note">
              {t('indices.ranking_note')}
              {unranked > 0 && ` · ${t('indices.low_coverage', { number: grouped(unranked) })}`}
            </p>
            <Basis {...ranking.basis} />
          </>
        )}
      </Answer>
    </Card>
  );
}
