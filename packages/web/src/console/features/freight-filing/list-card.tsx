import type { FilingEntry } from '@opentocc/contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { Input, Segmented, Select, Space, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { known } from '../../../ui/asked.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { type FilingSearch, KINDS, STATES, WAITS } from './address.ts';
import { ApproveChosen } from './approve-chosen.tsx';
import { ROWS, useFilings } from './queries.ts';
import { Standing } from './standing.tsx';

interface Props {
  readonly search: FilingSearch;
}

/** Entries by what waits, kind and state, the one that waits longest first where something waits. */
export function ListCard({ search }: Props) {
  const { t } = useTranslation();
  const [page, setPage] = useState(1);
  const query = useFilings(search, page);
  const columns = useColumns();
  const mayCheck = useMay('filing:check');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const entries = known(query)?.entries.filter(({ id }) => chosen.includes(id)) ?? [];
  return (
    <Card
      title={t('freight-filing.list')}
      extra={entries.length > 0 && <ApproveChosen entries={entries} done={() => setChosen([])} />}
    >
      <Filters search={search} counts={known(query)?.counts ?? {}} onChange={() => setPage(1)} />
      <Answer
        query={query}
        isEmpty={({ total }) => total === 0}
        empty={t('freight-filing.none')}
        height_px={320}
      >
        {({ entries, total }) => (
          <Table
            rowSelection={
              mayCheck && search.waits === 'check'
                ? { selectedRowKeys: [...chosen], onChange: (keys) => setChosen(keys.map(String)) }
                : undefined
            }
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={entries}
            scroll={{ x: true }}
            pagination={{
              ...{ current: page, pageSize: ROWS, total, onChange: setPage },
              ...{ showSizeChanger: false, hideOnSinglePage: true },
            }}
          />
        )}
      </Answer>
    </Card>
  );
}

function Filters({
  search,
  counts,
  onChange,
}: Props & { readonly counts: Readonly<Record<string, number>>; onChange(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const choose = (next: FilingSearch) => {
    onChange();
    void navigate({ to: '/freight/filing', search: next });
  };
  const count = (key: string) => (counts[key] ? ` ${counts[key]}` : '');
  return (
    <Space wrap className="filing-filters">
      <Segmented
        aria-label={t('freight-filing.waits')}
        value={search.waits ?? 'all'}
        options={[
          { value: 'all', label: t('freight-filing.all') },
          ...WAITS.map((one) => ({ value: one, label: `${t(`freight-filing.wait.${one}`)}${count(one)}` })),
        ]}
        onChange={(value) => {
          const { waits: _, ...rest } = search;
          const waits = WAITS.find((one) => one === value);
          choose({ ...rest, ...(waits && { waits }) });
        }}
      />
      <Select
        allowClear
        className="filing-choice"
        aria-label={t('freight-filing.kind')}
        placeholder={t('freight-filing.kind')}
        value={search.kind}
        options={KINDS.map((value) => ({ value, label: t(`freight-filing.kinds.${value}`) }))}
        onChange={(kind) => {
          const { kind: _, ...rest } = search;
          choose({ ...rest, ...(kind && { kind }) });
        }}
      />
      <Select
        allowClear
        className="filing-choice"
        aria-label={t('freight-filing.state')}
        placeholder={t('freight-filing.state')}
        value={search.state}
        options={STATES.map((value) => ({
          ...{ value, label: `${t(`freight-filing.states.${value}`)}${count(value)}` },
        }))}
        onChange={(state) => {
          const { state: _, ...rest } = search;
          choose({ ...rest, ...(state && { state }) });
        }}
      />
      <Input.Search
        allowClear
        className="filing-search"
        aria-label={t('freight-filing.search')}
        placeholder={t('freight-filing.search')}
        defaultValue={search.text}
        maxLength={60}
        onSearch={(text) => {
          const { text: _, ...rest } = search;
          choose({ ...rest, ...(text && { text }) });
        }}
      />
    </Space>
  );
}

function useColumns(): TableColumnsType<FilingEntry> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return [
    {
      title: t('freight-filing.entry'),
      render: (_, { id, title }) => (
        <Link to="/freight/filing/$entry" params={{ entry: id }}>
          {title || id}
        </Link>
      ),
    },
    { title: t('freight-filing.code'), dataIndex: 'id', className: 'nowrap muted' },
    { title: t('freight-filing.kind'), render: (_, { kind }) => t(`freight-filing.kinds.${kind}`) },
    {
      title: t('freight-filing.firm'),
      render: (_, { firm, firm_name }) => firm_name?.[language] ?? firm ?? t('freight-filing.city_own'),
    },
    { title: t('freight-filing.state'), render: (_, entry) => <Standing entry={entry} /> },
    { title: t('freight-filing.until'), render: (_, { until }) => until ?? '—', className: 'nowrap' },
    {
      title: t('freight-filing.filed'),
      className: 'nowrap',
      render: (_, { submitted_ms, filed_ms }) => minuteOf(submitted_ms ?? filed_ms),
    },
    { title: t('freight-filing.reason'), className: 'wrap', render: (_, one) => reasonOf(one) },
  ];
}

const reasonOf = ({ reason, amendment }: FilingEntry): string => amendment?.reason || reason;
