import type { Message } from '@opentocc/contract';
import { Form, Input } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';

interface Props {
  readonly message: Message;
  close(): void;
}

/** Sends a dead message again, for a reason. */
export function AgainDialog({ message: { id, version }, close }: Props) {
  const { t } = useTranslation();
  const save = useSaving('messages');
  const [form] = Form.useForm<{ reason: string }>();
  const required = useRequired();
  return (
    <FormDialog
      title={`${t('messages.again')} · #${id}`}
      okText={t('messages.again')}
      form={form}
      save={({ reason }) =>
        save(() => call('POST /api/v1/messages/:id/again', { params: { id }, body: { reason, version } }))
      }
      close={close}
    >
      <p className="muted">{t('messages.again_hint')}</p>
      <Form.Item
        name="reason"
        label={t('messages.reason')}
        rules={[required, { min: 2, message: t('messages.reason_rule') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
