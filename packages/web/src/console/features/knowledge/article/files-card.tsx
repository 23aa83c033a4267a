import type { Article } from '@opentocc/contract';
import { type ChangeEvent, useRef } from 'react';
import { addressOf, call } from '../../../../ui/api.ts';
import { bytesOf, minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { Card } from '../../../card.tsx';
import { useMay } from '../../../session/session.ts';
import { readUpload } from '../../../ui/read-upload.ts';
import { useAction } from '../../../ui/use-action.ts';
import { CHANGED } from '../queries.ts';

/** Forms, maps and documents that belong to an article. */
export function FilesCard({ article: { id, attachments } }: { readonly article: Article }) {
  const { t } = useTranslation();
  const may = useMay('knowledge:write');
  return (
    <Card title={t('knowledge.files')}>
      {attachments.length === 0 && <p className="muted">{t('knowledge.files_none')}</p>}
      <ul className="know-files">
        {attachments.map(({ id: attachment, name, bytes, by, at_ms, note }) => (
          <li key={attachment}>
            <a
              href={addressOf('GET /api/v1/knowledge/articles/:id/attachments/:attachment', {
                params: { id, attachment },
              })}
              download={name}
            >
              {name}
            </a>
            <small className="muted">
              {bytesOf(bytes)} · {by} · {minuteOf(at_ms)}
              {note && ` · ${note}`}
            </small>
          </li>
        ))}
      </ul>
      {may && <AddFile id={id} />}
    </Card>
  );
}

function AddFile({ id }: { readonly id: number }) {
  const { t } = useTranslation();
  const act = useAction(...CHANGED);
  const input = useRef<HTMLInputElement>(null);
  const send = async (event: ChangeEvent<HTMLInputElement>) => {
    const upload = await readUpload(event);
    if (upload)
      await act(() =>
        call('POST /api/v1/knowledge/articles/:id/attachments', {
          params: { id },
          body: { ...upload, note: '' },
        }),
      );
    if (input.current) input.current.value = '';
  };
  return (
    <label className="know-add-file">
      {t('knowledge.file_add')} <input ref={input} type="file" onChange={send} />
    </label>
  );
}
