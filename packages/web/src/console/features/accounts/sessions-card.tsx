import type { OpenSession } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Table, type TableColumnsType, Tag } from 'antd';
import type { z } from 'zod';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useAction } from '../../ui/use-action.ts';
import { browserOf } from './browser-of.ts';

type Row = z.infer<typeof OpenSession>;

/** Where one is signed in, this browser first; the others may be ended. */
export function SessionsCard() {
  const { t } = useTranslation();
  const act = useAction('open-sessions');
  const sessions = useQuery({
    queryKey: ['open-sessions'],
    queryFn: () => call('GET /api/v1/session/open'),
  });
  const columns: TableColumnsType<Row> = [
    {
      title: t('accounts.session_address'),
      render: (_, row) => (
        <>
          {row.address} {row.current && <Tag color="processing">{t('accounts.session_current')}</Tag>}
          <div className="muted clip" title={row.agent}>
            {browserOf(row.agent)}
          </div>
        </>
      ),
    },
    { title: t('accounts.session_started'), render: (_, row) => minuteOf(row.created_ms) },
    { title: t('accounts.session_seen'), render: (_, row) => minuteOf(row.seen_ms) },
  ];
  return (
    <Card
      title={t('accounts.sessions')}
      extra={
        <Button size="small" onClick={() => act(() => call('DELETE /api/v1/session/others'))}>
          {t('accounts.end_others')}
        </Button>
      }
    >
      <Answer query={sessions}>
        {(list) => (
          <Table
            rowKey={(row) => `${row.created_ms} ${row.address} ${row.agent}`}
            size="small"
            columns={columns}
            dataSource={[...list].sort((a, b) => Number(b.current) - Number(a.current))}
            pagination={false}
          />
        )}
      </Answer>
    </Card>
  );
}
