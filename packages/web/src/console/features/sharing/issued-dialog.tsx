import type { SharedItem } from '@opentocc/contract';
import { Typography } from 'antd';
import { dayOf, minuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { OnceDialog } from '../../ui/once-dialog.tsx';
import type { Issued } from './application-acts.tsx';

interface Props {
  readonly issued: Issued;
  readonly items: readonly SharedItem[];
  close(): void;
}

/** The key, once, and how its holder begins: the address, a call to try it with, the description of the interface. */
export function IssuedDialog({ issued, items, close }: Props) {
  const { t } = useTranslation();
  const { key, expires_ms, overlap_until_ms, item } = issued;
  const overlap =
    overlap_until_ms === null ? '' : t('sharing.key_overlap', { at: minuteOf(overlap_until_ms) });
  const example = items.find(({ code }) => code === item)?.example;
  const curl = `curl -H 'Authorization: Bearer ${key}' '${location.origin}${example ?? ''}'`;
  return (
    <OnceDialog
      title={t('sharing.key_title', { day: dayOf(expires_ms) })}
      label={`${t('sharing.key_once')} ${overlap}`}
      secrets={[key]}
      close={close}
    >
      <dl className="description key-use">
        <dt>{t('sharing.key_address')}</dt>
        <dd>
          <code>{location.origin}</code>
        </dd>
        {example && (
          <>
            <dt>{t('sharing.key_try')}</dt>
            <dd>
              <Typography.Text code copyable={{ text: curl }}>
                {curl}
              </Typography.Text>
            </dd>
          </>
        )}
        <dt>{t('sharing.key_interface')}</dt>
        <dd>
          <a href="/openapi.json" target="_blank" rel="noopener">
            {location.origin}/openapi.json
          </a>
        </dd>
      </dl>
    </OnceDialog>
  );
}
