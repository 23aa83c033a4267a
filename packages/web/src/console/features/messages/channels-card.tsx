import type { ChannelStatus, MessageStatus } from '@opentocc/contract';
import { Tag } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { Assumed } from '../../ui/assumed.tsx';
import { useMessageStatus } from './queries.ts';

/** Whether each channel is set up, what stands in it, and the rules by which messages are tried. */
export function ChannelsCard() {
  const { t } = useTranslation();
  return (
    <Card title={t('messages.channels')}>
      <Answer query={useMessageStatus()} height_px={110}>
        {({ channels, rules }) => (
          <>
            <ul className="message-channels">
              {channels.map((status) => (
                <Channel key={status.channel} {...status} />
              ))}
            </ul>
            <Rules rules={rules} />
          </>
        )}
      </Answer>
    </Card>
  );
}

function Channel({ channel, ready, says, counts }: ChannelStatus) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const waiting = counts.queued + counts.sending + counts.failed;
  return (
    <li>
      <span>
        <strong>{t(`messages.channel_name.${channel}`)}</strong>{' '}
        <Tag color={ready ? 'success' : 'default'}>{t(ready ? 'messages.ready' : 'messages.missing')}</Tag>
      </span>
      <span className="muted">{says[language]}</span>
      <span>
        {t('messages.sent_count', { n: counts.sent + counts.delivered })} ·{' '}
        {t('messages.waiting_count', { n: waiting })} ·{' '}
        <span className={counts.dead > 0 ? 'bad' : undefined}>
          {t('messages.dead_count', { n: counts.dead })}
        </span>
      </span>
    </li>
  );
}

function Rules({ rules }: Pick<MessageStatus, 'rules'>) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { first_wait_s: first, longest_wait_s: longest, attempts, assumed, source, version } = rules;
  const { email, sms } = attempts;
  return (
    <p className="muted">
      {t('messages.rules', { first, longest, email, sms })} {version}{' '}
      {assumed && <Assumed source={source[language]} />}
    </p>
  );
}
