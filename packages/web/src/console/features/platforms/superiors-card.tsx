import type { SuperiorPlatform } from '@opentocc/contract';
import { Button, Space, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { fixed, grouped, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useAction } from '../../ui/use-action.ts';
import { SUPERIORS, useSuperiors } from './queries.ts';
import { SuperiorDialog } from './superior-dialog.tsx';

const COLOURS = { off: 'default', down: 'warning', refused: 'error', up: 'success' } as const;

/** Platforms that we report to: whether the links stand, how far what goes up was counted, and what waits. */
export function SuperiorsCard() {
  const { t } = useTranslation();
  const may = useMay('sources:approve');
  const [edited, edit] = useState<SuperiorPlatform | 'new' | null>(null);
  const columns = useColumns(may, edit);
  return (
    <Card title={t('platforms.superiors')}>
      {may && (
        <Button size="small" onClick={() => edit('new')}>
          {t('platforms.add_superior')}
        </Button>
      )}
      <Answer
        query={useSuperiors()}
        isEmpty={({ length }) => length === 0}
        empty={t('platforms.no_superiors')}
      >
        {(superiors) => (
          <Table
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={superiors}
            pagination={false}
            scroll={{ x: true }}
          />
        )}
      </Answer>
      {edited && <SuperiorDialog superior={edited === 'new' ? undefined : edited} close={() => edit(null)} />}
    </Card>
  );
}

function useColumns(
  may: boolean,
  edit: (superior: SuperiorPlatform) => void,
): TableColumnsType<SuperiorPlatform> {
  const { t } = useTranslation();
  const act = useAction(SUPERIORS);
  const count = (title: string, of: (superior: SuperiorPlatform) => number) => ({
    title,
    align: 'right' as const,
    render: (_: unknown, superior: SuperiorPlatform) => grouped(of(superior)),
  });
  const acts = {
    render: (_: unknown, superior: SuperiorPlatform) => (
      <Space>
        <button type="button" className="link-button" onClick={() => edit(superior)}>
          {t('platforms.change')}
        </button>
        <Confirm
          title={t('platforms.remove_superior')}
          isDanger
          onConfirm={() => act(() => call('DELETE /api/v1/superiors/:id', { params: { id: superior.id } }))}
        >
          <button type="button" className="link-button">
            {t('platforms.remove')}
          </button>
        </Confirm>
      </Space>
    ),
  };
  return [
    { title: t('platforms.superior'), dataIndex: 'name' },
    { title: t('platforms.address'), render: (_, { host, port }) => `${host}:${port}` },
    { title: t('platforms.edition'), dataIndex: 'edition' },
    {
      title: t('platforms.state'),
      render: (_, { state, refusal }) => (
        <Tag color={COLOURS[state]}>
          {t(`platforms.superior_states.${state}`)}
          {state === 'refused' && ` (${refusal})`}
        </Tag>
      ),
    },
    {
      title: t('platforms.up_since'),
      render: (_, { up_since_ms }) => (up_since_ms === null ? fixed(null) : minuteOf(up_since_ms)),
    },
    {
      title: t('platforms.sub_link'),
      render: (_, { sub_link_up }) => t(sub_link_up ? 'platforms.stands' : 'platforms.broken'),
    },
    count(t('platforms.sent'), ({ sent }) => sent),
    count(t('platforms.sent_again'), ({ sent_again }) => sent_again),
    count(t('platforms.counted'), ({ counted }) => counted),
    count(t('platforms.uncounted'), ({ uncounted }) => uncounted),
    {
      title: t('platforms.behind'),
      render: (_, { behind_since_ms }) =>
        behind_since_ms === null ? fixed(null) : minuteOf(behind_since_ms),
    },
    ...(may ? [acts] : []),
  ];
}
