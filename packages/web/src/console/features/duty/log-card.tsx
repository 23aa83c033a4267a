import type { DutyLogEntry } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { call } from '../../../ui/api.ts';
import { clockOf, dayOf, startOfDay_ms } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useMay, useSession } from '../../session/session.ts';
import { DateField } from '../../ui/date-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { OpensLink } from './opens-link.tsx';
import { DUTY, useLog } from './queries.ts';

/** The duty log of a day: entries by hand and by the system, which are corrected by others and never changed. */
export function LogCard() {
  const { t } = useTranslation();
  const today = dayOf(platformNow());
  const [day, setDay] = useState(today);
  const [corrected, setCorrected] = useState<DutyLogEntry | null>(null);
  const from_ms = startOfDay_ms(Date.parse(`${day}T00:00:00+08:00`));
  const log = useLog(from_ms, from_ms + DAY_MS);
  return (
    <Card
      title={t('duty.log')}
      extra={
        <DateField
          aria-label={t('duty.log_day')}
          value={day}
          max={today}
          onChange={(to) => setDay(to ?? today)}
        />
      }
    >
      <Writer corrected={corrected} done={() => setCorrected(null)} />
      <Answer
        query={log}
        isEmpty={({ entries }) => entries.length === 0}
        empty={t('duty.log_none')}
        height_px={160}
      >
        {({ entries, more }) => (
          <>
            <ol className="duty-log">
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} correct={() => setCorrected(entry)} />
              ))}
            </ol>
            {more && <p className="muted">{t('duty.log_more')}</p>}
          </>
        )}
      </Answer>
    </Card>
  );
}

function Entry({ entry, correct }: { readonly entry: DutyLogEntry; correct(): void }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const may = useMay('duty:serve');
  const { id, at_ms, by, text, corrects, corrected_by, about } = entry;
  return (
    <li className={corrected_by === null ? undefined : 'duty-corrected'}>
      <time>{clockOf(at_ms)}</time>
      <span className="muted">{by === 'system' ? t('duty.by_system') : by}</span>
      <span className="duty-text">
        {corrects !== null && <em>{t('duty.corrects', { id: corrects })} </em>}
        {text[language]}
        {about && <OpensLink opens={about.opens}> {t('duty.opens')}</OpensLink>}
        {corrected_by !== null && <em> {t('duty.corrected_by', { id: corrected_by })}</em>}
      </span>
      <span className="muted">#{id}</span>
      {may && by !== 'system' && corrected_by === null && (
        <button type="button" className="link-button" onClick={correct}>
          {t('duty.correct')}
        </button>
      )}
    </li>
  );
}

/** Writes an entry; Ctrl and Enter send it. */
function Writer({ corrected, done }: { readonly corrected: DutyLogEntry | null; done(): void }) {
  const { t } = useTranslation();
  const act = useAction(DUTY);
  const [text, setText] = useState('');
  const may = useMay('duty:serve');
  const { reach } = useSession();
  if (!may) return null;
  const unit = corrected ? corrected.unit : (reach['duty:serve']?.units?.[0] ?? null);
  const send = async () => {
    if (text.trim().length < 2) return;
    const made = await act(() =>
      call('POST /api/v1/duty/log', { body: { text, unit, corrects: corrected?.id ?? null } }),
    );
    if (!made) return;
    setText('');
    done();
  };
  return (
    <div className="duty-writer">
      {corrected && (
        <p className="note">
          {t('duty.correcting', { id: corrected.id })}{' '}
          <button type="button" className="link-button" onClick={done}>
            {t('common.cancel')}
          </button>
        </p>
      )}
      <Input.TextArea
        aria-label={t('duty.write')}
        placeholder={t('duty.write_hint')}
        value={text}
        maxLength={2000}
        autoSize={{ minRows: 2, maxRows: 8 }}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.ctrlKey && void send()}
      />
      <Button type="primary" disabled={text.trim().length < 2} onClick={() => void send()}>
        {t('duty.write')}
      </Button>
    </div>
  );
}
