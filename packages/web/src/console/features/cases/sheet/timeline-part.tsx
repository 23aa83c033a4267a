import type { Case } from '@opentocc/contract';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../../../ui/api.ts';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../../ui/preferences.ts';
import { useStore } from '../../../../ui/store.ts';
import { useAction } from '../../../ui/use-action.ts';
import { CHANGED } from '../queries.ts';
import { useMayWork } from '../use-may-work.ts';

/** What happened, the latest first, and a line to add. */
export function TimelinePart({ one }: { readonly one: Case }) {
  const language = useStore(languageStore);
  const may = useMayWork();
  return (
    <>
      {may && <NoteField id={one.id} />}
      <ol className="case-timeline">
        {[...one.timeline].reverse().map(({ id, at_ms, by, kind, text }) => (
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
      call('POST /api/v1/cases/:id/notes', { params: { id }, body: { text, key } }),
    );
    if (!saved) return;
    setText('');
    setKey(crypto.randomUUID());
  };
  return (
    <div className="case-note">
      <Input.TextArea
        aria-label={t('cases.note')}
        placeholder={t('cases.note')}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && void send()}
      />
      <Button onClick={send}>
        {t('cases.note_add')} <kbd>Ctrl+Enter</kbd>
      </Button>
    </div>
  );
}
