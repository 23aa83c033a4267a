import { Link } from '@tanstack/react-router';
import { Answer } from '../../ui/answer.tsx';
import { call } from '../../ui/api.ts';
import { ageOf, minuteOf } from '../../ui/format.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { languageStore } from '../../ui/preferences.ts';
import { useStore } from '../../ui/store.ts';
import { useNow } from '../../ui/use-now.ts';
import { useAction } from '../ui/use-action.ts';
import type { Waiting } from './in-order.ts';
import { useWaiting } from './obligations.ts';
import './waiting.css';

/** What waits for the reader: what, why, since when, by when, and the way to where it is done. */
export function WaitingList({ onGo }: { onGo?(): void }) {
  const { t } = useTranslation();
  const now_ms = useNow(30_000);
  return (
    <Answer
      query={useWaiting()}
      isEmpty={({ length }) => length === 0}
      empty={<span className="waiting-none">{t('waiting.none')}</span>}
    >
      {(waiting) => (
        <ol className="waiting">
          {waiting.map((one) => (
            <Row key={one.key} one={one} now_ms={now_ms} onGo={onGo} />
          ))}
        </ol>
      )}
    </Answer>
  );
}

const NOTE = 'PUT /api/v1/obligations/:key/note';
const FORGET = 'DELETE /api/v1/obligations/:key/note';

function Row({ one, now_ms, onGo }: { one: Waiting; now_ms: number; onGo?(): void }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const act = useAction('obligations');
  const { key, title, why, count, since_ms, due_ms, opens, acknowledged, noted_ms, isAcknowledged } = one;
  const isLate = due_ms !== null && due_ms < now_ms;
  return (
    <li className={isAcknowledged ? 'waiting-known' : undefined}>
      <p className="waiting-title">
        <Link to={opens} onClick={onGo}>
          {title[language]}
        </Link>
        {count > 1 && <span className="waiting-count">{count}</span>}
      </p>
      <p className="waiting-why">{why[language]}</p>
      <p className="waiting-times">
        <time title={minuteOf(since_ms)}>{t('waiting.since', { age: ageOf(now_ms - since_ms) })}</time>
        {due_ms !== null && (
          <time className={isLate ? 'bad' : undefined}>
            {t(isLate ? 'waiting.late' : 'waiting.due', { at: minuteOf(due_ms) })}
          </time>
        )}
        {acknowledged && <span>{t('waiting.seen_to', { by: acknowledged.by })}</span>}
        <button
          type="button"
          className="link-button"
          title={t('waiting.acknowledge_hint')}
          onClick={() => act(() => call(noted_ms === null ? NOTE : FORGET, { params: { key } }))}
        >
          {t(noted_ms === null ? 'waiting.acknowledge' : 'waiting.forget')}
        </button>
      </p>
    </li>
  );
}
