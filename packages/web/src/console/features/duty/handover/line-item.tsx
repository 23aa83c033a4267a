import type { HandoverLine } from '@opentocc/contract';
import { Button, Tag } from 'antd';
import type { KeyboardEvent } from 'react';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../../ui/platform-clock.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { OpensLink } from '../opens-link.tsx';
import { LineTag } from './handover-tag.tsx';

/** Which side of a handover the reader is on; null for anybody else, and once it has ended. */
export type Side = 'incoming' | 'outgoing' | null;

interface Props {
  readonly line: HandoverLine;
  readonly side: Side;
  accept(): unknown;
  refuse(): void;
  answer(): void;
}

/** One line: what it is, how it stands, and what the reader can do with it. */
export function LineItem({ line, side, accept, refuse, answer }: Props) {
  const { t } = useTranslation();
  const isAsked = side === 'incoming' && line.state === 'waiting';
  const press = (event: KeyboardEvent) => {
    if (!isAsked || event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget)
      return;
    const key = event.key.toLowerCase();
    if (key === 'a') accept();
    if (key !== 'r') return;
    event.preventDefault();
    refuse();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keys of the desk work on the line that has the focus
    <li className={`duty-line duty-line-${line.state}`} data-line={line.id} tabIndex={0} onKeyDown={press}>
      <Facts line={line} />
      {isAsked && (
        <span className="duty-line-acts">
          <Button size="small" type="primary" onClick={accept}>
            {t('duty.accept')}
          </Button>
          <Button size="small" onClick={refuse}>
            {t('duty.refuse')}
          </Button>
        </span>
      )}
      {side === 'outgoing' && line.state === 'refused' && (
        <span className="duty-line-acts">
          <Button size="small" type="primary" onClick={answer}>
            {t('duty.answer')}
          </Button>
        </span>
      )}
    </li>
  );
}

function Facts({ line }: Pick<Props, 'line'>) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const { kind, title, detail, since_ms, due_ms, opens, late, state, reason, note } = line;
  const isOver = due_ms !== null && due_ms < platformNow() && state !== 'ended';
  return (
    <div className="duty-line-facts">
      <span className="duty-line-head">
        <LineTag state={state} />
        <Tag>{t(`duty.kinds.${kind}`)}</Tag>
        {late && <Tag color="warning">{t('duty.late')}</Tag>}
        <strong>{title[language]}</strong>
        {opens && <OpensLink opens={opens}>{t('duty.opens')}</OpensLink>}
      </span>
      {detail[language] && <span className="duty-line-detail">{detail[language]}</span>}
      <small className="muted">
        {t('duty.since', { at: minuteOf(since_ms) })}
        {due_ms !== null && (
          <span className={isOver ? 'bad' : undefined}> · {t('duty.due', { at: minuteOf(due_ms) })}</span>
        )}
      </small>
      {(reason || note) && (
        <span className={reason ? 'bad' : undefined}>
          {reason && `${t(`duty.reasons.${reason}`)}：`}
          {note}
        </span>
      )}
    </div>
  );
}
