import type { PendingTerminal, SourceHealth, VehicleClass } from '@opentocc/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Modal, Popconfirm, Select, Space, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { useErrorText } from '../../../ui/error-text.ts';
import { minuteOf } from '../../../ui/format.ts';
import { VEHICLE_CLASS_NAMES } from '../../../ui/names.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { useAction } from '../../ui/use-action.ts';

const KEY = ['terminals-pending'];

/** Terminals that tried to register and are not known: a person decides. */
export function PendingTerminals({ sources }: { sources: readonly SourceHealth[] }) {
  const { t } = useTranslation();
  const may = useMay('sources:approve');
  const [approving, setApproving] = useState<PendingTerminal | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const decide = useDecide();
  const act = useAction('terminals-pending', 'terminal-decisions');
  const pending = useQuery({
    queryKey: KEY,
    queryFn: () => call('GET /api/v1/terminals/pending'),
    refetchInterval: 10_000,
    enabled: may,
  });
  if (!may) return null;
  const columns: TableColumnsType<PendingTerminal> = [
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
          <Button size="small" type="primary" onClick={() => setApproving(terminal)}>
            {t('sources.approve')}
          </Button>
          <Popconfirm
            title={t('sources.refuse_title', { plate: terminal.plate })}
            description={t('sources.refuse_text')}
            onConfirm={() =>
              decide(() =>
                call('POST /api/v1/terminals/:phone/refusal', { params: { phone: terminal.phone } }),
              )
            }
          >
            <Button size="small" danger>
              {t('sources.refuse')}
            </Button>
          </Popconfirm>
        </Space>
      ),
    },
  ];
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
        <Popconfirm
          title={t('sources.refuse_many', { number: marked.length })}
          description={t('sources.refuse_text')}
          disabled={marked.length === 0}
          onConfirm={refuseMarked}
        >
          <Button size="small" danger disabled={marked.length === 0}>
            {t('sources.refuse_many', { number: marked.length })}
          </Button>
        </Popconfirm>
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
      {approving && (
        <ApproveDialog
          terminal={approving}
          sources={sources}
          decide={decide}
          close={() => setApproving(null)}
        />
      )}
    </Card>
  );
}

type Decide = (decision: () => Promise<unknown>) => Promise<void>;

function useDecide(): Decide {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const errorText = useErrorText();
  return async (decision) => {
    try {
      await decision();
    } catch (error) {
      message.error(errorText(error));
    }
    await queries.invalidateQueries({ queryKey: KEY });
    await queries.invalidateQueries({ queryKey: ['terminal-decisions'] });
  };
}

interface DialogProps {
  readonly terminal: PendingTerminal;
  readonly sources: readonly SourceHealth[];
  readonly decide: Decide;
  close(): void;
}

function ApproveDialog({ terminal, sources, decide, close }: DialogProps) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const [form] = Form.useForm<{ source: number; vehicle_class: VehicleClass }>();
  const approve = async () => {
    const body = await form.validateFields();
    const params = { phone: terminal.phone };
    await decide(() => call('POST /api/v1/terminals/:phone/approval', { params, body }));
    close();
  };
  return (
    <Modal
      open
      title={t('sources.approve_title', { plate: terminal.plate })}
      okText={t('sources.approve')}
      onOk={approve}
      onCancel={close}
    >
      <Form form={form} layout="vertical" initialValues={{ vehicle_class: 'other' }}>
        <Form.Item
          name="source"
          label={t('common.source')}
          rules={[{ required: true }]}
          extra={sources.length === 0 && t('sources.begin_text')}
        >
          <Select options={sources.map(({ id, name }) => ({ value: id, label: name[language] }))} />
        </Form.Item>
        <Form.Item name="vehicle_class" label={t('sources.vehicle_class')} rules={[{ required: true }]}>
          <Select
            options={VEHICLE_CLASS_NAMES.map((value) => ({ value, label: t(`vehicle_class.${value}`) }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
