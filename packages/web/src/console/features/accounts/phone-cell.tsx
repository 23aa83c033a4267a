import type { Account } from '@opentocc/contract';
import { Button, Input, Popover, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../ui/api.ts';
import { useMay } from './session.ts';
import { useAction } from './use-action.ts';

/** A masked phone; who may sees it in full after giving a reason, which the audit keeps. */
export function PhoneCell({ account }: { account: Account }) {
  const { t } = useTranslation();
  const may = useMay('personal:reveal');
  const act = useAction();
  const [reason, setReason] = useState('');
  const [shown, setShown] = useState<string | null>(null);
  if (!may || account.phone === null || shown !== null) return shown ?? account.phone;
  const reveal = async () => {
    const path = `/accounts/${account.id}/phone/reveal`;
    const found = await act(() => api.post<{ phone: string | null }>(path, { reason }));
    if (found) setShown(found.phone);
  };
  const form = (
    <Space.Compact>
      <Input
        aria-label={t('authority.reveal_reason')}
        placeholder={t('authority.reveal_reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="primary" disabled={reason.trim().length < 4} onClick={reveal}>
        {t('common.ok')}
      </Button>
    </Space.Compact>
  );
  return (
    <Space>
      {account.phone}
      <Popover trigger="click" title={t('authority.reveal')} content={form}>
        <button type="button" className="link-button">
          {t('authority.reveal')}
        </button>
      </Popover>
    </Space>
  );
}
