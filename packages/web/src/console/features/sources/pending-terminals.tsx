import type { PendingTerminal, SourceHealth } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Space, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import { useTerminalAction } from './terminals-card.tsx';

const KEY = ['terminals-pending'];

/** Terminals that tried to register and are not known: a person decides. */
export function PendingTerminals({ sources }: { sources: readonly SourceHealth[] }) {
  const { t } = useTranslation();
  const may = useMay('sources:approve');
  const [approving, setApproving] = useState<PendingTerminal | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const act = useTerminalAction();
  const pending = useQuery({
    queryKey: KEY,
    queryFn: () => call('GET /api/v1/terminals/pending'),
    refetchInterval: 10_000,
    enabled: may,
  });
  const columns = useColumns(setApproving);
  if (!may) return null;
  const listed = known(pending)?.map(({ phone }) => phone);
  const marked = chosen.filter((phone) => listed?.includes(phone));
  const refuseMarked = async () => {
    await act(() => call('POST /api/v1/terminals/refusals', { body: { phones: marked } }));
    setChosen([]);
  };
  return (
    <Card
      title={t('sources.pending')}
      extra={
        <Confirm
          title={t('sources.refuse_many', { number: marked.length })}
          description={t('sources.refuse_text')}
          onConfirm={refuseMarked}
        >
          <Button size="small" danger disabled={marked.length === 0}>
            {t('sources.refuse_many', { number: marked.length })}
          </Button>
        </Confirm>
      }
    >
      <Answer query={pending} isEmpty={(list) => list.length === 0} empty={t('sources.none_pending')}>
        {(list) => (
          <Table
            rowKey="phone"
            size="small"
            scroll={{ x: true }}
            rowSelection={{
              selectedRowKeys: [...marked],
              onChange: (keys) => setChosen(keys.map(String)),
              selections: [Table.SELECTION_ALL, Table.SELECTION_NONE],
            }}
            columns={columns}
            dataSource={list}
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
          />
        )}
      </Answer>
      {approving && <ApproveDialog terminal={approving} sources={sources} close={() => setApproving(null)} />}
    </Card>
  );
}

function useColumns(approve: (terminal: PendingTerminal) => void): TableColumnsType<PendingTerminal> {
  const { t } = useTranslation();
  const act = useTerminalAction();
  return [
    { title: t('sources.phone'), dataIndex: 'phone' },
    { title: t('sources.plate'), dataIndex: 'plate' },
    { title: t('sources.maker'), dataIndex: 'maker' },
    { title: t('sources.model'), dataIndex: 'model' },
    { title: t('sources.protocol'), render: (_, { protocol }) => `JT/T 808-${protocol}` },
    { title: t('sources.address'), dataIndex: 'address' },
    { title: t('sources.attempts'), dataIndex: 'attempts', align: 'right' },
    { title: t('sources.first_seen'), render: (_, { first_seen_ms }) => minuteOf(first_seen_ms) },
    { title: t('sources.last_seen'), render: (_, { last_seen_ms }) => minuteOf(last_seen_ms) },
    {
      title: t('sources.decision'),
      render: (_, terminal) => (
        <Space>
          <Button size="small" type="primary" onClick={() => approve(terminal)}>
            {t('sources.approve')}
          </Button>
          <Confirm
            title={t('sources.refuse_title', { plate: terminal.plate })}
            description={t('sources.refuse_text')}
            onConfirm={() =>
              act(() => call('POST /api/v1/terminals/:phone/refusal', { params: { phone: terminal.phone } }))
            }
          >
            <Button size="small" danger>
              {t('sources.refuse')}
            </Button>
          </Confirm>
        </Space>
      ),
    },
  ];
}
