import type { GateSecret } from '@opentocc/contract';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { OnceDialog } from '../../ui/once-dialog.tsx';

/** A secret with where it is to be typed in. */
export function SecretDialog({ secret, close }: { readonly secret: GateSecret; close(): void }) {
  const { t } = useTranslation();
  const { user, address } = secret;
  return (
    <OnceDialog
      title={t('freight-gates.secret_title', { user })}
      label={t('freight-gates.secret_label', { user })}
      secrets={[secret.secret]}
      close={close}
    >
      <p className="muted">{t('freight-gates.secret_use', { address })}</p>
    </OnceDialog>
  );
}
