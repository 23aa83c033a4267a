import type { IssuedKey, SharingApplication } from '@opentocc/contract';
import { Button, Space } from 'antd';
import type { z } from 'zod';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMay, useSession } from '../../session/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useAction } from '../../ui/use-action.ts';

/** A key that is shown once, and what it is for. */
export type Issued = z.infer<typeof IssuedKey> & { readonly item: string };
export interface Deciding {
  readonly application: SharingApplication;
  readonly approve: boolean;
}

interface Props {
  readonly application: SharingApplication;
  issued(issued: Issued): void;
  decide(deciding: Deciding): void;
}

/** What the approver and the applicant do with one application. */
export function ApplicationActs({ application, issued, decide }: Props) {
  const { t } = useTranslation();
  const act = useAction('sharing-applications');
  const { account } = useSession();
  const mayApprove = useMay('sharing:approve');
  const { id, state, key, applicant, item } = application;
  const isOwn = applicant === account;
  const collect = async () => {
    const made = await act(() => call('POST /api/v1/sharing/applications/:id/key', { params: { id } }));
    if (made) issued({ ...made, item });
  };
  const isLive = key?.state === 'waiting' || key?.state === 'active';
  return (
    <Space>
      {state === 'pending' && mayApprove && !isOwn && (
        <>
          <Button size="small" type="primary" onClick={() => decide({ application, approve: true })}>
            {t('sharing.approve')}
          </Button>
          <Button size="small" onClick={() => decide({ application, approve: false })}>
            {t('sharing.refuse')}
          </Button>
        </>
      )}
      {key?.state === 'waiting' && isOwn && (
        <Button size="small" type="primary" onClick={collect}>
          {t('sharing.collect')}
        </Button>
      )}
      {key?.state === 'active' && isOwn && (
        <Confirm
          placement="topRight"
          title={t('sharing.rotate_key')}
          description={t('sharing.rotate_key_text')}
          onConfirm={collect}
        >
          <Button size="small">{t('sharing.rotate_key')}</Button>
        </Confirm>
      )}
      {isLive && (mayApprove || isOwn) && (
        <Confirm
          placement="topRight"
          title={t('sharing.revoke')}
          description={t('sharing.revoke_text')}
          isDanger
          onConfirm={() => act(() => call('DELETE /api/v1/sharing/applications/:id/key', { params: { id } }))}
        >
          <Button size="small">{t('sharing.revoke')}</Button>
        </Confirm>
      )}
    </Space>
  );
}
