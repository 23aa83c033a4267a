import { Button } from 'antd';
import { type ChangeEvent, useRef } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { readUpload, type Upload } from '../../ui/read-upload.ts';

/** Chooses a photograph; on a telephone its camera is offered. */
export function AddPhoto({ add }: { readonly add: (upload: Upload) => Promise<unknown> }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const send = async (event: ChangeEvent<HTMLInputElement>) => {
    const upload = await readUpload(event);
    if (upload) await add(upload);
    // The same file can be chosen again.
    if (input.current) input.current.value = '';
  };
  return (
    <>
      <Button onClick={() => input.current?.click()}>{t('freight-filing.add_photo')}</Button>
      <input
        ref={input}
        hidden
        type="file"
        aria-label={t('freight-filing.add_photo')}
        accept="image/jpeg,image/png,image/webp"
        onChange={send}
      />
    </>
  );
}
