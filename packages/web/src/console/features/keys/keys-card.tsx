import type { Key } from '@opentocc/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Table, type TableColumnsType, Tag } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { known } from '../../../ui/asked.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { useAction } from '../../ui/use-action.ts';
import { RotationsTable } from './rotations-table.tsx';

/** While a rotation works its progress is asked for each second, otherwise now and then. */
const [WORKING_MS, RESTING_MS] = [1_000, 10_000];

/** Keys by purpose, and how far rotations are. */
export function KeysCard() {
  const { t } = useTranslation();
  const keys = useQuery({
    queryKey: ['keys'],
    queryFn: () => call('GET /api/v1/keys'),
    refetchInterval: ({ state }) =>
      state.data?.rotations.some(({ ended_ms }) => ended_ms === null) ? WORKING_MS : RESTING_MS,
  });
  const columns = useColumns();
  const list = known(keys);
  return (
    <>
      <Card title={t('keys.title')} extra={list && <PublicKeys keys={list.keys} />}>
        <p className="muted">{t('keys.lead')}</p>
        <Answer query={keys}>
          {(of) => (
            <Table
              rowKey="id"
              size="small"
              columns={columns}
              dataSource={[...of.keys].sort(activeFirst)}
              rowClassName={({ state }) => (state === 'retired' ? 'muted' : '')}
              pagination={{ pageSize: 20, hideOnSinglePage: true }}
              scroll={{ x: true }}
            />
          )}
        </Answer>
      </Card>
      <Card title={t('keys.rotations')}>
        <Answer
          query={keys}
          isEmpty={({ rotations }) => rotations.length === 0}
          empty={t('keys.rotations_none')}
        >
          {(of) => <RotationsTable rotations={of.rotations} keys={of.keys} />}
        </Answer>
      </Card>
    </>
  );
}

function useColumns(): TableColumnsType<Key> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const act = useAction('keys');
  return [
    { title: t('keys.purpose'), render: (_, { name }) => name[language] },
    { title: t('keys.kind'), render: (_, { kind }) => t(`keys.kind_name.${kind}`) },
    {
      title: t('keys.vault'),
      render: (_, { vault }) => (vault === 'software' ? t('keys.vault_software') : vault),
    },
    { title: t('keys.id'), render: (_, { id }) => <code>{id}</code> },
    { title: t('keys.created'), render: (_, { created_ms }) => minuteOf(created_ms) },
    {
      title: t('common.state'),
      render: (_, { state, retired_ms }) => (
        <>
          <Tag color={state === 'active' ? 'success' : undefined}>{t(`keys.${state}`)}</Tag>{' '}
          {retired_ms !== null && minuteOf(retired_ms)}
        </>
      ),
    },
    {
      title: t('common.acts'),
      render: (_, { purpose, state, rotates }) => {
        if (state !== 'active') return null;
        if (!rotates) return <span title={t('keys.never_rotates_why')}>{t('keys.never_rotates')}</span>;
        return (
          <Confirm
            placement="topRight"
            title={t('keys.rotate')}
            description={t('keys.rotate_text')}
            onConfirm={() => act(() => call('POST /api/v1/keys/:purpose/rotation', { params: { purpose } }))}
          >
            <Button size="small">{t('keys.rotate')}</Button>
          </Confirm>
        );
      },
    },
  ];
}

/** The public keys as `tocc audit verify --keys` reads them: for the auditor, from another hand than the export. */
function PublicKeys({ keys }: { keys: readonly Key[] }) {
  const { t } = useTranslation();
  const signing = keys.flatMap(({ id, public_key }) => (public_key === null ? [] : [[id, public_key]]));
  const file = JSON.stringify(Object.fromEntries(signing), null, 1);
  return (
    <a
      href={`data:application/json,${encodeURIComponent(file)}`}
      download="public-keys.json"
      title={t('keys.public_keys_hint')}
    >
      {t('keys.public_keys')}
    </a>
  );
}

function activeFirst(a: Key, b: Key): number {
  return a.state === b.state ? b.created_ms - a.created_ms : a.state === 'active' ? -1 : 1;
}
