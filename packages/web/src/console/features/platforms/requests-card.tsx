import type { PlatformRequest, PlatformRequests } from '@opentocc/contract';
import { Table, type TableColumnsType, Tag } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { fixed, minuteOf, plateOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useNameOf } from './name-of.ts';
import { usePlatformRequests } from './queries.ts';

const COLOURS = { waiting: 'processing', answered: 'success', late: 'warning', unanswered: 'error' } as const;

/** What was asked of platforms, and what they answered, the latest first. */
export function RequestsCard() {
  const { t } = useTranslation();
  return (
    <Card title={t('platforms.requests')}>
      <Answer
        query={usePlatformRequests()}
        isEmpty={({ requests }) => requests.length === 0}
        empty={t('platforms.no_requests')}
      >
        {(found) => <Requests {...found} />}
      </Answer>
    </Card>
  );
}

function Requests({ platforms, requests }: PlatformRequests) {
  const columns = useColumns(platforms);
  return (
    <Table
      rowKey="id"
      size="small"
      columns={columns}
      dataSource={requests}
      pagination={{ pageSize: 10, hideOnSinglePage: true }}
      scroll={{ x: true }}
    />
  );
}

function useColumns(platforms: PlatformRequests['platforms']): TableColumnsType<PlatformRequest> {
  const { t } = useTranslation();
  const nameOf = useNameOf(platforms);
  return [
    { title: t('platforms.asked'), render: (_, { asked_ms }) => minuteOf(asked_ms) },
    { title: t('platforms.platform'), render: (_, { source }) => nameOf(source) },
    { title: t('platforms.what'), render: (_, { kind }) => t(`platforms.kinds.${kind}`) },
    { title: t('platforms.plate'), render: (_, { plate }) => (plate ? plateOf(plate) : fixed(null)) },
    { title: t('platforms.question'), className: 'wrap', dataIndex: 'question' },
    { title: t('platforms.asked_by'), dataIndex: 'asked_by' },
    {
      title: t('platforms.state'),
      render: (_, { state }) => <Tag color={COLOURS[state]}>{t(`platforms.states.${state}`)}</Tag>,
    },
    {
      title: t('platforms.took'),
      align: 'right',
      render: (_, { asked_ms, answered_ms }) =>
        answered_ms === null
          ? fixed(null)
          : t('platforms.seconds', { value: fixed((answered_ms - asked_ms) / 1000) }),
    },
    {
      title: t('platforms.answer'),
      className: 'wrap',
      render: (_, { answer, responder }) => [answer, responder].filter(Boolean).join(' · ') || fixed(null),
    },
  ];
}
