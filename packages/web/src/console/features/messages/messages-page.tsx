import { useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { ChannelsCard } from './channels-card.tsx';
import { EndpointsCard } from './endpoints-card.tsx';
import { MessageCard } from './message-card.tsx';
import { MessagesCard } from './messages-card.tsx';
import './messages.css';

/** Which messages went to whom and whether they arrived; what did not waits here for a person. */
export function MessagesPage() {
  const { t } = useTranslation();
  const [chosen, choose] = useState<number | null>(null);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('messages.title')}</h1>
      </div>
      <ChannelsCard />
      {chosen !== null && <MessageCard id={chosen} onClose={() => choose(null)} />}
      <MessagesCard chosen={chosen} onChoose={choose} />
      <EndpointsCard />
    </div>
  );
}
