import type { IndexScope, IndexValue } from '@opentocc/contract';
import { Table, type TableColumnsType, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { bandName } from '../../../ui/charts/index-dial.tsx';
import { fixed, grouped, percent } from '../../../ui/format.ts';
import { Card } from '../../card.tsx';
import { useValueName } from './indices-page.tsx';

interface Props {
  readonly scope: IndexScope;
  readonly values: readonly IndexValue[];
  onChoose(key: string): void;
}

const ROWS = 20;
const byIndex = (a: IndexValue, b: IndexValue) => (a.index ?? -1) - (b.index ?? -1);

/** All values of a scope now, with how much they rest on. */
export function IndexTable({ scope, values, onChoose }: Props) {
  const { t } = useTranslation();
  const nameOf = useValueName();
  const columns: TableColumnsType<IndexValue> = [
    {
      title: t('index.name'),
      render: (_, value) => (
        <button type="button" className="link-button" onClick={() => onChoose(value.key)}>
          {nameOf(value)}
        </button>
      ),
    },
    {
      title: t('index.shenzhen'),
      align: 'right',
      sorter: byIndex,
      defaultSortOrder: 'descend',
      render: (_, value) => <b>{fixed(value.index, 1)}</b>,
    },
    { title: t('index.band'), render: (_, value) => t(`band.${bandName(value.band)}`) },
    { title: t('index.gb'), align: 'right', render: (_, value) => fixed(value.gb_index, 1) },
    { title: 'TTI', align: 'right', render: (_, value) => fixed(value.tti, 2) },
    { title: 'km/h', align: 'right', render: (_, value) => fixed(value.speed_kmh, 1) },
    { title: t('index.coverage'), align: 'right', render: (_, value) => percent(value.coverage) },
    { title: t('index.samples'), align: 'right', render: (_, value) => grouped(value.samples) },
  ];
  const sample = values[0];
  return (
    <Card
      title={t(`index.${scope === 'corridor' || scope === 'hub' ? 'name' : scope}`)}
      extra={
        sample && (
          <>
            {sample.standard} · {sample.formula_version} {sample.assumed && <Tag>{t('common.assumed')}</Tag>}
          </>
        )
      }
    >
      <Table
        rowKey="key"
        size="small"
        columns={columns}
        dataSource={[...values]}
        pagination={values.length > ROWS ? { pageSize: ROWS, showSizeChanger: false } : false}
      />
    </Card>
  );
}
