import type { Situation } from '@opentocc/contract';
import { type ChangeEvent, useRef } from 'react';
import { call } from '../../../ui/api.ts';
import { minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay } from '../../session/session.ts';
import { readUpload } from '../../ui/read-upload.ts';
import { isShownPicture } from '../../ui/shown-picture.ts';
import { useAction } from '../../ui/use-action.ts';
import { CHANGED } from './queries.ts';

/** Photographs and other files of a situation. */
export function FilesPart({ situation }: { readonly situation: Situation }) {
  const { t } = useTranslation();
  const may = useMay('situations:handle');
  const { id, attachments } = situation;
  const path = (attachment: number) => `/api/v1/situations/${id}/attachments/${attachment}`;
  return (
    <>
      {may && <AddFile id={id} />}
      {attachments.length === 0 && <p className="muted">{t('situations.files_none')}</p>}
      <ul className="situation-files">
        {attachments.map(({ id: attachment, name, media, bytes, by, at_ms }) => (
          <li key={attachment}>
            {isShownPicture(media) && (
              <img src={path(attachment)} alt={t('situations.photo_of', { name })} loading="lazy" />
            )}
            <a href={path(attachment)} download={name} aria-label={t('situations.save_file', { name })}>
              {name}
            </a>
            <small className="muted">
              {Math.ceil(bytes / 1024)} KB · {by} · {minuteOf(at_ms)}
            </small>
          </li>
        ))}
      </ul>
    </>
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
        call('POST /api/v1/situations/:id/attachments', { params: { id }, body: { ...upload, note: '' } }),
      );
    if (input.current) input.current.value = '';
  };
  return (
    <p className="situation-note">
      <label>
        {t('situations.file_add')}{' '}
        <input
          ref={input}
          type="file"
          accept="image/jpeg,image/png,image/webp,image/avif,image/heic,.heic,.heif,application/pdf,audio/*,video/mp4"
          onChange={send}
        />
      </label>
      <small className="muted">{t('situations.file_hint')}</small>
    </p>
  );
}
