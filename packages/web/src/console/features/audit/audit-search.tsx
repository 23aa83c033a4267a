import type { AuditEntry, AuditPage } from '@opentocc/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../ui/api.ts';
import { clockOf, dayOf } from '../../../ui/format.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../accounts/session.ts';
import { AuditDetail } from './audit-detail.tsx';

interface Fields {
  action?: string;
  principal?: string;
  target?: string;
  text?: string;
  result?: AuditEntry['result'];
  from?: string;
  to?: string;
}

const DAY_MS = 86_400_000;
const RESULT_COLOUR = { done: undefined, refused: 'red', failed: 'volcano' } as const;
const RESULTS = Object.keys(RESULT_COLOUR) as AuditEntry['result'][];

/** The audit, newest first, and its export. */
export function AuditSearchCard() {
  const { t } = useTranslation();
  const [fields, setFields] = useState<Fields>({});
  const query = queryOf(fields);
  const pages = useInfiniteQuery({
    queryKey: ['audit', query.toString()],
    initialPageParam: '',
    queryFn: ({ pageParam }) => api.get<AuditPage>(`/audit?${query}${pageParam}`),
    getNextPageParam: ({ entries, more }) =>
      more ? `&before_seq=${entries[entries.length - 1].seq}` : undefined,
  });
  return (
    <Card title={t('authority.tabs.audit')} extra={<ExportLink fields={fields} />}>
      <SearchForm search={setFields} />
      <Table
        rowKey="seq"
        size="small"
        loading={pages.isFetching}
        columns={useColumns()}
        dataSource={pages.data?.pages.flatMap(({ entries }) => entries)}
        pagination={false}
        scroll={{ x: true }}
        locale={{ emptyText: t('authority.audit_none') }}
        expandable={{
          expandedRowRender: (entry) => <AuditDetail entry={entry} />,
        }}
      />
      {pages.hasNextPage && (
        <Button block onClick={() => pages.fetchNextPage()} style={{ marginTop: 8 }}>
          {t('authority.more')}
        </Button>
      )}
    </Card>
  );
}

function SearchForm({ search }: { search(fields: Fields): void }) {
  const { t } = useTranslation();
  const results = RESULTS.map((value) => ({ value, label: t(`authority.result.${value}`) }));
  return (
    <Form<Fields> layout="inline" onFinish={search} style={{ rowGap: 8, marginBottom: 12 }}>
      <Form.Item name="from" label={t('authority.audit_from')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="to" label={t('authority.audit_to')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="action" label={t('authority.audit_action')}>
        <Input placeholder="session." style={{ width: 130 }} />
      </Form.Item>
      <Form.Item name="principal" label={t('authority.audit_actor')}>
        <Input placeholder="account:1" style={{ width: 120 }} />
      </Form.Item>
      <Form.Item name="target" label={t('authority.audit_target')}>
        <Input style={{ width: 120 }} />
      </Form.Item>
      <Form.Item name="result" label={t('authority.audit_result')}>
        <Select allowClear options={results} style={{ width: 100 }} />
      </Form.Item>
      <Form.Item name="text" label={t('authority.audit_text')}>
        <Input style={{ width: 140 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {t('authority.search')}
      </Button>
    </Form>
  );
}

function useColumns(): TableColumnsType<AuditEntry> {
  const { t } = useTranslation();
  const actions: Record<string, string> = t('authority.act', { returnObjects: true });
  return [
    { title: '#', dataIndex: 'seq', align: 'right' },
    { title: t('authority.audit_time'), render: (_, { at_ms }) => `${dayOf(at_ms)} ${clockOf(at_ms)}` },
    {
      title: t('authority.audit_actor'),
      render: (_, { actor, principal }) => <span title={principal}>{actor || principal}</span>,
    },
    { title: t('authority.audit_address'), dataIndex: 'address' },
    {
      title: t('authority.audit_action'),
      render: (_, { action }) => <span title={action}>{actions[action] ?? action}</span>,
    },
    { title: t('authority.audit_target'), dataIndex: 'target' },
    {
      title: t('authority.audit_result'),
      render: (_, { result }) => <Tag color={RESULT_COLOUR[result]}>{t(`authority.result.${result}`)}</Tag>,
    },
  ];
}

function ExportLink({ fields }: { fields: Fields }) {
  const { t } = useTranslation();
  const now_ms = useNow(60_000);
  if (!useMay('audit:export')) return null;
  const { from_ms, to_ms } = spanOf(fields);
  const span = `from_ms=${from_ms ?? 0}&to_ms=${to_ms ?? now_ms + DAY_MS}`;
  return (
    <a href={`/api/v1/audit/export?${span}`} download title={t('authority.export_hint')}>
      {t('authority.export')}
    </a>
  );
}

function queryOf({ from, to, ...rest }: Fields): URLSearchParams {
  const all = { ...rest, ...spanOf({ from, to }) };
  const given = Object.entries(all).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
}

function spanOf({ from, to }: Fields): { from_ms?: number; to_ms?: number } {
  const start = (day: string) => Date.parse(`${day}T00:00:00+08:00`);
  return { from_ms: from ? start(from) : undefined, to_ms: to ? start(to) + DAY_MS : undefined };
}
