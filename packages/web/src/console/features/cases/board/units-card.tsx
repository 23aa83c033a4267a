import type { CaseCounts } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Table, type TableColumnsType } from 'antd';
import { Answer } from '../../../../ui/answer.tsx';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { Card } from '../../../card.tsx';
import type { CaseFilters } from '../address.ts';
import { useCaseCounts } from '../queries.ts';

type UnitCounts = CaseCounts['units'][number];

/** Who has what to answer, who presses most first. */
export function UnitsCard() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const counts = useCaseCounts();
  const column = (name: 'open' | 'unaccepted' | 'yellow' | 'red', filters: CaseFilters) => ({
    title: t(`cases.unit_count.${name}`),
    align: 'right' as const,
    render: (_: unknown, one: UnitCounts) => (
      <CountLink count={one[name]} filters={{ ...filters, unit: one.unit }} />
    ),
  });
  const columns: TableColumnsType<UnitCounts> = [
    { title: t('cases.unit'), render: (_, { name }) => name[language] },
    column('open', {}),
    column('unaccepted', { state: 'dispatched' }),
    column('yellow', { card: 'yellow' }),
    column('red', { card: 'red' }),
  ];
  return (
    <Card title={t('cases.by_unit')}>
      <Answer
        query={counts}
        isEmpty={({ units }) => units.length === 0}
        empty={t('cases.units_none')}
        height_px={200}
      >
        {({ units }) => (
          <Table
            rowKey="unit"
            size="small"
            columns={columns}
            dataSource={[...units].sort((a, b) => b.red - a.red || b.yellow - a.yellow || b.open - a.open)}
            pagination={{ pageSize: 12, showSizeChanger: false, hideOnSinglePage: true }}
            scroll={{ x: true }}
          />
        )}
      </Answer>
    </Card>
  );
}

const CountLink = ({ count, filters }: { readonly count: number; readonly filters: CaseFilters }) =>
  count === 0 ? (
    <span className="muted">0</span>
  ) : (
    <Link to="/cases" search={filters}>
      {count}
    </Link>
  );
