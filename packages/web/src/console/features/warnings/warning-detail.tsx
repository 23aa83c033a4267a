import type { WarningDetail } from '@opentocc/contract';
import { Table, Tag } from 'antd';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { CurveCard } from './curve-card.tsx';
import { AttentionMark } from './level-mark.tsx';
import { WarningActs } from './warning-acts.tsx';

export function Detail({ detail }: { readonly detail: WarningDetail }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { warning, entries, notices, rule } = detail;
  return (
    <>
      <p>
        <AttentionMark warning={warning} /> · {minuteOf(warning.began_ms)}
        {warning.rule &&
          ` · ${t('warnings.rule_version', { id: warning.rule.id, version: warning.rule.version })}`}
        {warning.owner && ` · ${t('warnings.owner')}: ${warning.owner.name}`}
      </p>
      {rule && rule.advice[language] !== '' && (
        <p>
          {t('warnings.advice')}: {rule.advice[language]}
        </p>
      )}
      <WarningActs warning={warning} />
      <CurveCard warning={warning} />
      <Card title={t('warnings.timeline')}>
        <Table
          rowKey="id"
          size="small"
          scroll={{ x: true }}
          pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={[...entries].reverse()}
          columns={[
            { title: t('warnings.at'), render: (_, { at_ms }) => minuteOf(at_ms) },
            { title: t('warnings.by'), dataIndex: 'by' },
            { title: t('warnings.entry'), render: (_, { text }) => text[language] },
          ]}
        />
      </Card>
      <Notices notices={notices} />
    </>
  );
}

function Notices({ notices }: Pick<WarningDetail, 'notices'>) {
  const { t } = useTranslation();
  return (
    <Card title={t('warnings.messages')}>
      {notices.length === 0 ? (
        <p className="muted">{t('warnings.no_messages')}</p>
      ) : (
        <Table
          rowKey="key"
          size="small"
          scroll={{ x: true }}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={notices}
          columns={[
            { title: t('warnings.at'), render: (_, { at_ms }) => minuteOf(at_ms) },
            { title: t('warnings.to'), dataIndex: 'to' },
            { title: t('warnings.channel'), render: (_, { channel }) => t(`warnings.channels.${channel}`) },
            { title: t('warnings.why'), render: (_, { why }) => t(`warnings.whys.${why}`) },
            {
              title: t('warnings.state'),
              render: (_, { state, state_ms, maybe_twice }) => (
                <>
                  {t(`warnings.states.${state}`)} · {minuteOf(state_ms).slice(5)}
                  {maybe_twice && (
                    <>
                      {' '}
                      <Tag color="warning">{t('warnings.maybe_twice')}</Tag>
                    </>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}
