import type { EndpointSecret, MessageEndpoint } from '@opentocc/contract';
import { Button, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { OnceDialog } from '../../ui/once-dialog.tsx';
import { EndpointActs } from './endpoint-acts.tsx';
import { EndpointDialog } from './endpoint-dialog.tsx';
import { useEndpoints } from './queries.ts';

/** Where messages are posted to; who may adds, tests and stops endpoints. */
export function EndpointsCard() {
  const { t } = useTranslation();
  const may = useMay('messages:endpoints');
  const [editing, edit] = useState<MessageEndpoint | 'new' | null>(null);
  const [issued, issue] = useState<EndpointSecret | null>(null);
  const columns = useColumns(may, edit, issue);
  const add = may && (
    <Button size="small" onClick={() => edit('new')}>
      {t('messages.add_endpoint')}
    </Button>
  );
  return (
    <Card title={t('messages.endpoints')} extra={add || t('messages.endpoints_hint')}>
      <Answer
        query={useEndpoints()}
        isEmpty={({ length }) => length === 0}
        empty={t('messages.endpoints_none')}
      >
        {(all) => (
          <Table
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={all}
            pagination={false}
            scroll={{ x: true }}
          />
        )}
      </Answer>
      {editing && (
        <EndpointDialog
          endpoint={editing === 'new' ? null : editing}
          issued={issue}
          close={() => edit(null)}
        />
      )}
      {issued && (
        <OnceDialog
          title={`${t('messages.secret_title')} · ${issued.endpoint.name}`}
          label={t('messages.secret_once')}
          secrets={[issued.secret]}
          close={() => issue(null)}
        />
      )}
    </Card>
  );
}

function useColumns(
  may: boolean,
  edit: (endpoint: MessageEndpoint) => void,
  issue: (issued: EndpointSecret) => void,
): TableColumnsType<MessageEndpoint> {
  const { t } = useTranslation();
  return [
    { title: t('messages.name'), dataIndex: 'name' },
    { title: t('messages.url'), dataIndex: 'url', className: 'wrap' },
    {
      title: t('messages.digest'),
      render: (_, { digest }) => (digest === 'sm3' ? 'HMAC-SM3' : 'HMAC-SHA256'),
    },
    {
      title: t('messages.state'),
      render: (_, { active }) => (
        <Tag color={active ? 'success' : 'default'}>{t(active ? 'messages.active' : 'messages.stopped')}</Tag>
      ),
    },
    { title: t('messages.queued'), render: (_, { added_ms, by }) => `${minuteOf(added_ms)} · ${by}` },
    ...(may
      ? [
          {
            title: t('common.acts'),
            render: (_: unknown, endpoint: MessageEndpoint) => (
              <EndpointActs endpoint={endpoint} edit={() => edit(endpoint)} issue={issue} />
            ),
          },
        ]
      : []),
  ];
}
