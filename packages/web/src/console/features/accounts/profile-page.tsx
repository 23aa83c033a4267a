import type { OpenSession } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Table, type TableColumnsType, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { Card } from '../../card.tsx';
import { useSession } from '../../session/session.ts';
import { useAction } from '../../ui/use-action.ts';
import { browserOf } from './browser-of.ts';
import { ChangePasswordForm } from './change-password.tsx';
import { OwnAccountCard } from './own-account-card.tsx';
import { SecondFactorRemove, SecondFactorSetUp } from './second-factor.tsx';

/** One's own account: what one may do, password, second factor, sessions. */
export function ProfilePage() {
  const { t } = useTranslation();
  const session = useSession();
  const factor = t(session.second_factor ? 'accounts.second_factor_on' : 'accounts.second_factor_off');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('accounts.profile')}</h1>
        <span className="muted">
          {session.display_name} · {session.account}
        </span>
      </div>
      <div className="page-halves">
        <OwnAccountCard />
        <Card title={t('accounts.second_factor')} extra={factor}>
          {session.second_factor ? <SecondFactorRemove /> : <SecondFactorSetUp />}
        </Card>
        <SessionsCard />
        <Card title={t('accounts.gate.change_title')}>
          <ChangePasswordForm />
        </Card>
      </div>
    </div>
  );
}

type Row = z.infer<typeof OpenSession>;

function SessionsCard() {
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
