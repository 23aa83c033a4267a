import type { Situation } from '@opentocc/contract';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useMay } from '../../session/session.ts';
import { useAction } from '../../ui/use-action.ts';
import { CHANGED } from './queries.ts';

/** What happened, the latest first, and a line to add. */
export function TimelinePart({ situation }: { readonly situation: Situation }) {
  const language = useStore(languageStore);
  const may = useMay('situations:handle');
  return (
    <>
      {may && <NoteField id={situation.id} />}
      <ol className="situation-timeline">
        {[...situation.timeline].reverse().map(({ id, at_ms, by, kind, text }) => (
          <li key={id} className={`entry-${kind}`}>
            <time className="muted">{minuteOf(at_ms).slice(5)}</time>
            <span>
              {text[language]} <small className="muted">{by}</small>
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

function NoteField({ id }: { readonly id: number }) {
  const { t } = useTranslation();
  const act = useAction(...CHANGED);
  const [text, setText] = useState('');
  // The same note sent twice, as after a lost answer, is one.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const send = async () => {
    if (text.trim() === '') return;
    const saved = await act(() =>
      call('POST /api/v1/situations/:id/notes', { params: { id }, body: { text, key } }),
    );
    if (!saved) return;
    setText('');
    setKey(crypto.randomUUID());
  };
  return (
    <div className="situation-note">
      <Input.TextArea
        aria-label={t('situations.note')}
        placeholder={t('situations.note')}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && void send()}
      />
      <Button onClick={send}>
        {t('situations.note_add')} <kbd>Ctrl+Enter</kbd>
      </Button>
    </div>
  );
}
