import type { SourceHealth, SourceSecret } from '@opentocc/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { OnceDialog } from '../../ui/once-dialog.tsx';
import { useAction } from '../../ui/use-action.ts';

/** Makes a new secret for a source and shows it once. */
export function SecretButton({ source: { id, name } }: { readonly source: SourceHealth }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const act = useAction();
  const [made, setMade] = useState<SourceSecret | null>(null);
  const renew = async () => {
    const secret = await act(() => call('POST /api/v1/sources/:id/secret', { params: { id } }));
    if (secret) setMade(secret);
  };
  return (
    <>
      <Confirm
        title={t('detectors.secret_confirm', { name: name[language] })}
        description={t('detectors.secret_text')}
        isDanger
        onConfirm={renew}
      >
        <Button size="small">{t('detectors.secret')}</Button>
      </Confirm>
      {made && (
        <OnceDialog
          title={t('detectors.secret_title', { name: name[language] })}
          label={t('detectors.secret_label', { user: made.user })}
          secrets={[made.secret]}
          close={() => setMade(null)}
        >
          <p className="muted">{t('detectors.secret_use', { topic: made.topic })}</p>
        </OnceDialog>
      )}
    </>
  );
}
