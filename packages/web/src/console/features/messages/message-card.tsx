import type { MessageDetail, MessageReceipt } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Button, Space } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { clockOf, dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay } from '../../session/session.ts';
import { AgainDialog } from './again-dialog.tsx';
import { StateTag } from './message-state.tsx';
import { useMessage } from './queries.ts';

interface Props {
  readonly id: number;
  onClose(): void;
}

/** One message: what it says, and every receipt from the first to the last. */
export function MessageCard({ id, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Card title={`${t('messages.receipts')} · #${id}`} onClose={onClose}>
      <Answer query={useMessage(id)} height_px={120}>
        {(message) => <Told message={message} />}
      </Answer>
    </Card>
  );
}

function Told({ message }: { readonly message: MessageDetail }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const may = useMay('messages:resend');
  const [isAsking, setAsking] = useState(false);
  const { subject, text, state, channel, to, about, receipts } = message;
  return (
    <>
      <p>
        <StateTag state={state} /> {t(`messages.channel_name.${channel}`)} → {to} ·{' '}
        <strong>{subject[language]}</strong>
      </p>
      <p className="message-text">{text[language]}</p>
      <ol className="receipts">
        {receipts.map((receipt, i) => (
          // Receipts are only ever added at the end.
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
          <Receipt key={i} {...receipt} />
        ))}
      </ol>
      <Space>
        {state === 'dead' && may && (
          <Button type="primary" onClick={() => setAsking(true)}>
            {t('messages.again')}
          </Button>
        )}
        <Link to={about.opens}>{t('messages.open_about')}</Link>
      </Space>
      {isAsking && <AgainDialog message={message} close={() => setAsking(false)} />}
    </>
  );
}

function Receipt({ at_ms, kind, attempt, detail, by }: MessageReceipt) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  return (
    <li>
      <time className="muted">
        {dayOf(at_ms)} {clockOf(at_ms)}
      </time>
      <strong className={kind === 'dead' || kind === 'unknown' ? 'bad' : undefined}>
        {t(`messages.receipt_name.${kind}`)}
        {attempt > 0 && ` ${attempt}`}
      </strong>
      <span>{[detail[language], by].filter(Boolean).join(' · ')}</span>
    </li>
  );
}
