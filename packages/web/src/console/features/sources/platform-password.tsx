import type { PlatformSecret, SourceHealth } from '@opentocc/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { OnceDialog } from '../../ui/once-dialog.tsx';
import { useAction } from '../../ui/use-action.ts';
import { INTERCHANGE } from './queries.ts';

/** Makes a new password for the platform of a source and shows it once. */
export function PlatformPassword({ source: { id, name } }: { readonly source: SourceHealth }) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const act = useAction(INTERCHANGE);
  const [made, setMade] = useState<PlatformSecret | null>(null);
  const renew = async () => {
    const secret = await act(() => call('POST /api/v1/sources/:id/platform/password', { params: { id } }));
    if (secret) setMade(secret);
  };
  return (
    <>
      <Confirm
        title={t('sources.platforms.password_confirm', { name: name[language] })}
        description={t('sources.platforms.password_text')}
        isDanger
        onConfirm={renew}
      >
        <Button size="small">{t('sources.platforms.password')}</Button>
      </Confirm>
      {made && (
        <OnceDialog
          title={t('sources.platforms.password_title', { name: name[language] })}
          label={t('sources.platforms.password_label', { centre: made.centre, user: made.user })}
          secrets={[made.password]}
          close={() => setMade(null)}
        />
      )}
    </>
  );
}
