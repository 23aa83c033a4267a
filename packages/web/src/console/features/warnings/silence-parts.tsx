import type { Silence } from '@opentocc/contract';
import { Button, Table, type TableColumnsType, Tag } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { Assumed } from '../../ui/assumed.tsx';
import { useAction } from '../../ui/use-action.ts';
import { CHANGED_BY_ACT, usePolicy } from './queries.ts';

export function useColumns(): TableColumnsType<Silence> {
  const { t } = useTranslation();
  const run = useAction(...CHANGED_BY_ACT);
  const may = useMay('warnings:silence');
  const end = (id: string) => run(() => call('DELETE /api/v1/silences/:id', { params: { id } }));
  return [
    {
      title: t('warnings.matchers'),
      render: (_, { matchers }) => matchers.map(({ name, value }) => `${name}=${value}`).join(', '),
    },
    { title: t('warnings.reason'), dataIndex: 'reason' },
    { title: t('warnings.owner'), dataIndex: 'owner' },
    { title: t('warnings.until'), render: (_, { ends_ms }) => minuteOf(ends_ms) },
    { title: t('warnings.hides'), dataIndex: 'hides' },
    { title: t('warnings.hid'), dataIndex: 'hid' },
    {
      title: t('warnings.end'),
      render: (_, { id, state, idle_since_ms }) =>
        state !== 'expired' && (
          <>
            {idle_since_ms !== null && <Tag color="warning">{t('warnings.idle')}</Tag>}
            {may && (
              <Button size="small" onClick={() => end(id)}>
                {t('warnings.end')}
              </Button>
            )}
          </>
        ),
    },
  ];
}

export function PolicyCard() {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <Card title={t('warnings.policy')}>
      <Answer query={usePolicy()}>
        {(all) => (
          <Table
            rowKey={({ name }) => name.en}
            size="small"
            scroll={{ x: true }}
            pagination={false}
            dataSource={all}
            columns={[
              { title: t('warnings.policy_item'), render: (_, { name }) => name[language] },
              { title: t('warnings.current'), render: (_, { value }) => value[language] },
              {
                title: t('warnings.source'),
                render: (_, { source, assumed, valid_from }) => (
                  <>
                    {assumed && <Assumed source={source[language]} />}
                    {source[language]} · {valid_from}
                  </>
                ),
              },
            ]}
          />
        )}
      </Answer>
    </Card>
  );
}
