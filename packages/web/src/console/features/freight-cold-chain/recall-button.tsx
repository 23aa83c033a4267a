import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { COLD } from './queries.ts';

/** Begins the recall of a lot, with its reason, and opens it. */
export function RecallButton({ lot }: { readonly lot: string }) {
  const { t } = useTranslation();
  const required = useRequired();
  const navigate = useNavigate();
  const save = useSaving(COLD);
  const [form] = Form.useForm<{ reason: string }>();
  const [isOpen, setOpen] = useState(false);
  const begin = async ({ reason }: { reason: string }) => {
    const { id } = await save(() =>
      call('POST /api/v1/freight/cold-chain/recalls', { body: { lot, reason } }),
    );
    await navigate({ to: '/freight/cold-chain/recalls/$recall', params: { recall: id } });
  };
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('freight_cold_chain.recall_do')}
      </Button>
      {isOpen && (
        <FormDialog
          title={`${t('freight_cold_chain.recall_do')} · ${lot}`}
          okText={t('freight_cold_chain.recall_do')}
          form={form}
          save={begin}
          close={() => setOpen(false)}
        >
          <Form.Item name="reason" label={t('common.reason')} rules={[required, { min: 5 }]}>
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
        </FormDialog>
      )}
    </>
  );
}
