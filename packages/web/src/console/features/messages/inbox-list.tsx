import type { ScreenMessage } from '@opentocc/contract';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import type { Asked } from '../../../ui/asked.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useAction } from '../../ui/use-action.ts';

interface Props {
  readonly inbox: Asked<readonly ScreenMessage[]>;
  onGo(): void;
}

/** Messages to the reader, the newest first, each with where it leads. */
export function InboxList({ inbox, onGo }: Props) {
  const { t } = useTranslation();
  return (
    <Answer query={inbox} isEmpty={({ length }) => length === 0} empty={t('messages.inbox_none')}>
      {(all) => (
        <ul className="inbox">
          {all.map((message) => (
            <InboxItem key={message.id} {...message} onGo={onGo} />
          ))}
        </ul>
      )}
    </Answer>
  );
}

function InboxItem({
  id,
  subject,
  text,
  about,
  sent_ms,
  read_ms,
  onGo,
}: ScreenMessage & Pick<Props, 'onGo'>) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const act = useAction('inbox');
  const read = () => act(() => call('POST /api/v1/inbox/:id/reading', { params: { id } }));
  return (
    <li className={read_ms === null ? 'unread' : undefined}>
      <strong>{subject[language]}</strong>
      <p>{text[language]}</p>
      <div className="inbox-foot">
        <span className="muted">
          {minuteOf(sent_ms)}
          {read_ms !== null && ` · ${t('messages.read_at', { at: minuteOf(read_ms) })}`}
        </span>
        <Link to={about.opens} onClick={onGo}>
          {t('messages.open_about')}
        </Link>
        {read_ms === null && (
          <Button size="small" onClick={read}>
            {t('messages.read')}
          </Button>
        )}
      </div>
    </li>
  );
}
