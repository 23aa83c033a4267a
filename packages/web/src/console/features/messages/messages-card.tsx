import type { Message, MessageChannel, MessageState } from '@opentocc/contract';
import { Button, Select, Space, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { clockOf, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { StateTag } from './message-state.tsx';
import { type MessageChoice, useMessages } from './queries.ts';

const STATES: readonly MessageState[] = [
  ...(['dead', 'failed', 'queued', 'sending', 'sent', 'delivered', 'blocked'] as const),
];
const CHANNELS: readonly MessageChannel[] = ['screen', 'email', 'webhook', 'sms'];
const NEWEST: MessageChoice = { state: undefined, channel: undefined, before: undefined };

interface Props {
  readonly chosen: number | null;
  onChoose(id: number): void;
}

/** Messages by state and channel, the newest first. */
export function MessagesCard({ chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState(NEWEST);
  const columns = useColumns(onChoose);
  return (
    <Card title={t('messages.list')} extra={t('messages.hint')}>
      <Choices choice={choice} onChange={setChoice} />
      <Answer
        query={useMessages(choice)}
        isEmpty={({ messages }) => messages.length === 0}
        empty={t('messages.none')}
        height_px={240}
      >
        {({ messages, before }) => (
          <>
            <Table
              rowKey="id"
              size="small"
              columns={columns}
              dataSource={messages}
              pagination={false}
              scroll={{ x: true }}
              rowClassName={({ id }) => (id === chosen ? 'ant-table-row-selected' : '')}
            />
            <Space className="message-pages">
              {choice.before !== undefined && (
                <Button onClick={() => setChoice({ ...choice, before: undefined })}>
                  {t('messages.newer')}
                </Button>
              )}
              {before !== null && (
                <Button onClick={() => setChoice({ ...choice, before })}>{t('messages.older')}</Button>
              )}
            </Space>
          </>
        )}
      </Answer>
    </Card>
  );
}

interface ChoicesProps {
  readonly choice: MessageChoice;
  onChange(choice: MessageChoice): void;
}

function Choices({ choice, onChange }: ChoicesProps) {
  const { t } = useTranslation();
  const states = STATES.map((value) => ({ value, label: t(`messages.state_name.${value}`) }));
  const channels = CHANNELS.map((value) => ({ value, label: t(`messages.channel_name.${value}`) }));
  return (
    <Space wrap className="message-choices">
      <Select
        allowClear
        aria-label={t('messages.state')}
        placeholder={t('messages.all_states')}
        options={states}
        value={choice.state}
        onChange={(state) => onChange({ ...choice, state, before: undefined })}
      />
      <Select
        allowClear
        aria-label={t('messages.channel')}
        placeholder={t('messages.all_channels')}
        options={channels}
        value={choice.channel}
        onChange={(channel) => onChange({ ...choice, channel, before: undefined })}
      />
    </Space>
  );
}

function useColumns(onChoose: (id: number) => void): TableColumnsType<Message> {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return [
    {
      title: t('messages.subject'),
      className: 'wrap',
      render: (_, { id, subject, drill }) => (
        <button type="button" className="link-button" onClick={() => onChoose(id)}>
          {drill && <Tag color="purple">{t('messages.drill')}</Tag>}
          {subject[language]}
        </button>
      ),
    },
    { title: t('messages.channel'), render: (_, { channel }) => t(`messages.channel_name.${channel}`) },
    { title: t('messages.to'), dataIndex: 'to' },
    {
      title: t('messages.state'),
      render: (_, { state, next_ms }) => (
        <>
          <StateTag state={state} />
          {state === 'failed' && next_ms !== null && (
            <span className="muted">{t('messages.next', { at: clockOf(next_ms) })}</span>
          )}
        </>
      ),
    },
    { title: t('messages.attempts'), dataIndex: 'attempts', align: 'right' },
    { title: t('messages.queued'), render: (_, { queued_ms }) => minuteOf(queued_ms) },
  ];
}
