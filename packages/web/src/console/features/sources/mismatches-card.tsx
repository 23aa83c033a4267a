import type { TerminalMismatch } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Popconfirm, Space, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../../ui/api.ts';
import { minuteOf, plateOf } from '../../../ui/format.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { useAction } from '../../ui/use-action.ts';

const REMEDIES = {
  accept: 'POST /api/v1/terminals/:phone/acceptance',
  move: 'POST /api/v1/terminals/:phone/move',
  retire: 'POST /api/v1/terminals/:phone/retirement',
} as const;

/** What each answer to a registration says. */
const KINDS: Readonly<Record<number, 'held' | 'plate' | 'device'>> = { 1: 'held', 2: 'plate', 3: 'device' };

/** Registered terminals that say otherwise than the registry: what was, what they say, what can be done. */
export function MismatchesCard() {
  const { t } = useTranslation();
  const may = useMay('sources:approve');
  const act = useAction('terminal-mismatches', 'terminal-decisions', 'terminals-pending');
  const found = useQuery({
    queryKey: ['terminal-mismatches'],
    queryFn: () => call('GET /api/v1/terminals/mismatches'),
    refetchInterval: 10_000,
    enabled: may,
  });
  if (!may || !found.data?.length) return null;
  const columns: TableColumnsType<TerminalMismatch> = [
    { title: t('source.phone'), dataIndex: 'phone' },
    {
      title: t('source.mismatch_what'),
      render: (_, { result }) => t(`source.mismatch_result.${KINDS[result] ?? 'plate'}`),
    },
    { title: t('source.difference'), className: 'wrap', render: (_, one) => <Difference mismatch={one} /> },
    { title: t('source.attempts'), dataIndex: 'attempts', align: 'right' },
    { title: t('source.last_seen'), render: (_, { last_seen_ms }) => minuteOf(last_seen_ms) },
    {
      title: t('source.decision'),
      render: (_, { phone, remedies }) => (
        <Space>
          {remedies.map((remedy) => (
            <Popconfirm
              key={remedy}
              title={t(`source.remedy.${remedy}`)}
              description={t(`source.remedy_text.${remedy}`)}
              onConfirm={() => act(() => call(REMEDIES[remedy], { params: { phone } }))}
            >
              <Button size="small" danger={remedy === 'retire'}>
                {t(`source.remedy.${remedy}`)}
              </Button>
            </Popconfirm>
          ))}
        </Space>
      ),
    },
  ];
  return (
    <Card title={t('source.mismatches')}>
      <Table
        rowKey="phone"
        size="small"
        columns={columns}
        dataSource={found.data}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        scroll={{ x: true }}
      />
    </Card>
  );
}

/** Old → new, of what differs. */
function Difference({ mismatch }: { mismatch: TerminalMismatch }) {
  const { t } = useTranslation();
  const { registered, said, plate_differs, taken_by } = mismatch;
  return (
    <>
      {plate_differs && (
        <div>
          {t('source.plate')} {plateOf(registered.plate)} → <b>{plateOf(said.plate)}</b>{' '}
          {taken_by && <small className="muted">{t('source.taken_by', { phone: taken_by })}</small>}
        </div>
      )}
      {registered.terminal_id !== said.terminal_id && (
        <div>
          {t('source.device')} {registered.terminal_id || '—'} → <b>{said.terminal_id || '—'}</b>
        </div>
      )}
    </>
  );
}
