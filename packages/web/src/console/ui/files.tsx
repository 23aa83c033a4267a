import { Button } from 'antd';
import { type ChangeEvent, useRef } from 'react';
import { bytesOf, minuteOf } from '../../ui/format.ts';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { readUpload, type Upload } from './read-upload.ts';
import { isShownPicture } from './shown-picture.ts';
import './files.css';

interface StoredFile {
  readonly id: number;
  readonly name: string;
  readonly media: string;
  readonly bytes: number;
  /** Who added it. */
  readonly by: string;
  readonly at_ms: number;
  readonly note?: string;
}

interface FilesProps {
  readonly files: readonly StoredFile[];
  /** Where one of them is read. */
  addressOf(file: number): string;
  /** Stores one more; absent where the reader may not. */
  readonly add?: (upload: Upload) => Promise<unknown>;
}

/** Files that belong to something: pictures are shown, each can be saved, and more can be added. */
export function Files({ files, addressOf, add }: FilesProps) {
  const { t } = useTranslation();
  return (
    <>
      {files.length === 0 && <p className="muted">{t('common.files_none')}</p>}
      <ul className="files">
        {files.map(({ id, name, media, bytes, by, at_ms, note }) => (
          <li key={id}>
            {isShownPicture(media) && (
              <img src={addressOf(id)} alt={t('common.picture_of', { name })} loading="lazy" />
            )}
            <a href={addressOf(id)} download={name} aria-label={t('common.save_file', { name })}>
              {name}
            </a>
            <small className="muted">
              {bytesOf(bytes)} · {by} · {minuteOf(at_ms)}
              {note && ` · ${note}`}
            </small>
          </li>
        ))}
      </ul>
      {add && <AddFile add={add} />}
    </>
  );
}

/** Own words on the button: those of a browser's own are in its language, not the reader's. */
function AddFile({ add }: { readonly add: (upload: Upload) => Promise<unknown> }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const send = async (event: ChangeEvent<HTMLInputElement>) => {
    const upload = await readUpload(event);
    if (upload) await add(upload);
    // The same file can be chosen again.
    if (input.current) input.current.value = '';
  };
  return (
    <p className="add-file">
      <Button onClick={() => input.current?.click()}>{t('common.add_file')}</Button>
      <input
        ref={input}
        hidden
        type="file"
        aria-label={t('common.add_file')}
        accept="image/jpeg,image/png,image/webp,image/avif,image/heic,.heic,.heif,application/pdf,audio/*,video/mp4"
        onChange={send}
      />
      <small className="muted">{t('common.add_file_hint')}</small>
    </p>
  );
}
