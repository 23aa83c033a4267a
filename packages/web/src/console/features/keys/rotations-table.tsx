import type { Key, KeyRotation } from '@opentocc/contract';
import { Progress, Table, type TableColumnsType, Tag } from 'antd';
import { grouped, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';

interface Props {
  readonly rotations: readonly KeyRotation[];
  readonly keys: readonly Key[];
}

/** How far the background work of each rotation is. */
export function RotationsTable({ rotations, keys }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const names = new Map(keys.map(({ purpose, name }) => [purpose, name[language]]));
  const columns: TableColumnsType<KeyRotation> = [
    { title: t('keys.purpose'), render: (_, { purpose }) => names.get(purpose) ?? purpose },
    { title: t('keys.new'), render: (_, { key_id }) => <code>{key_id}</code> },
    { title: t('keys.rotation_started'), render: (_, { started_ms }) => minuteOf(started_ms) },
    {
      title: t('keys.rotation_ended'),
      render: (_, { ended_ms }) =>
        ended_ms === null ? <Tag color="processing">{t('keys.rotation_running')}</Tag> : minuteOf(ended_ms),
    },
    { title: t('keys.progress'), width: 320, render: (_, rotation) => <Done {...rotation} /> },
  ];
  return (
    <Table
      rowKey="key_id"
      size="small"
      columns={columns}
      dataSource={[...rotations]}
      pagination={{ pageSize: 10, hideOnSinglePage: true }}
      scroll={{ x: true }}
    />
  );
}

function Done({ done, total, ended_ms }: KeyRotation) {
  const { t } = useTranslation();
  if (total === 0) return <span className="muted">{t('keys.nothing_sealed')}</span>;
  return (
    <Progress
      percent={ended_ms === null ? Math.floor((99 * done) / total) : 100}
      status={ended_ms === null ? 'active' : 'success'}
      format={() => `${grouped(done)} / ${grouped(total)}`}
      aria-label={t('keys.progress')}
    />
  );
}
