import { MailOutlined } from '@ant-design/icons';
import { Drawer } from 'antd';
import { useState } from 'react';
import { known } from '../../../ui/asked.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useStore } from '../../../ui/store.ts';
import { useFeed } from '../../feed-context.tsx';
import { InboxList } from './inbox-list.tsx';
import { useInbox } from './queries.ts';
import './messages.css';

/** What came to the reader's own screen: how much of it is unread, on every page. */
export function InboxButton() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const asked = useInbox(useStore(useFeed().messages));
  const n = known(asked)?.filter(({ read_ms }) => read_ms === null).length ?? 0;
  const words = t('messages.inbox_count', { n });
  return (
    <>
      <button
        type="button"
        className="bar-button"
        aria-label={words}
        title={words}
        onClick={() => setOpen(true)}
      >
        <MailOutlined />
        {n > 0 && <span className="badge">{n > 99 ? '99+' : n}</span>}
      </button>
      <Drawer title={t('messages.inbox')} open={isOpen} onClose={() => setOpen(false)} size={420}>
        <InboxList inbox={asked} onGo={() => setOpen(false)} />
      </Drawer>
    </>
  );
}
