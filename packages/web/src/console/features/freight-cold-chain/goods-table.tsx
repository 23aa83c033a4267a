import type { ColdState, Consignment } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { minuteOf, plateOf } from '../../../ui/format.ts';
import { type Translate, useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useGoods } from './queries.ts';
import { temperatureText } from './temperature-text.ts';

const ROWS = 20;

interface Props {
  readonly state?: ColdState | undefined;
  readonly text?: string;
  readonly warehouse?: string | undefined;
}

/** Consignments in pages, the newest first. */
export function GoodsTable({ state, text = '', warehouse }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const [page, setPage] = useState(1);
  const goods = useGoods({
    ...{ state, warehouse, text: text.trim() || undefined, offset: (page - 1) * ROWS, limit: ROWS },
  });
  return (
    <Card title={t('freight_cold_chain.goods_list')}>
      <Answer
        query={goods}
        isEmpty={({ total }) => total === 0}
        empty={t('freight_cold_chain.goods_none')}
        height_px={320}
      >
        {({ consignments, total }) => (
          <Table
            rowKey="id"
            size="small"
            columns={columnsOf(t, language)}
            dataSource={consignments}
            scroll={{ x: true }}
            pagination={{ current: page, pageSize: ROWS, total, onChange: setPage, hideOnSinglePage: true }}
          />
        )}
      </Answer>
    </Card>
  );
}

const columnsOf = (t: Translate, language: 'zh' | 'en'): TableColumnsType<Consignment> => [
  {
    title: t('freight_cold_chain.id'),
    render: (_, { id }) => (
      <Link to="/freight/cold-chain/$consignment" params={{ consignment: id }}>
        {id}
      </Link>
    ),
  },
  {
    title: t('common.state'),
    render: (_, { state, open_warnings }) => (
      <>
        {t(`freight_cold_chain.state.${state}`)}{' '}
        {open_warnings > 0 && (
          <Tag color="error">{t('freight_cold_chain.n_warnings', { n: open_warnings })}</Tag>
        )}
      </>
    ),
  },
  { title: t('freight_cold_chain.goods'), dataIndex: 'goods' },
  {
    title: t('freight_cold_chain.temperature'),
    align: 'right',
    render: (_, { last, sensor_lost_since_ms }) =>
      sensor_lost_since_ms === null ? temperatureText(last?.temperature_c) : t('freight_cold_chain.lost'),
  },
  { title: t('freight_cold_chain.truck'), render: (_, { truck }) => plateOf(truck) },
  { title: t('freight_cold_chain.owner'), render: (_, { firm_name }) => firm_name[language] },
  { title: t('freight_cold_chain.warehouse'), render: (_, { warehouse_name }) => warehouse_name[language] },
  { title: t('freight_cold_chain.slot'), render: (_, { slot_from_ms }) => minuteOf(slot_from_ms) },
];
