import type { NewAccount, OneTimePassword } from '@opentocc/contract';
import { Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { api } from '../../../ui/api.ts';
import { useUnitOptions } from './directory.ts';
import { useAction } from './use-action.ts';

interface Props {
  issued(issued: z.infer<typeof OneTimePassword>): void;
  close(): void;
}

export function NewAccountDialog({ issued, close }: Props) {
  const { t } = useTranslation();
  const act = useAction('accounts');
  const units = useUnitOptions();
  const [form] = Form.useForm<NewAccount>();
  const required = { required: true, message: t('account.required') };
  const add = async () => {
    const { phone, oidc_subject, ...fields } = await form.validateFields();
    const body = { ...fields, phone: phone || null, oidc_subject: oidc_subject || null };
    const made = await act(() => api.post<z.infer<typeof OneTimePassword>>('/accounts', body));
    if (!made) return;
    issued(made);
    close();
  };
  return (
    <Modal open title={t('authority.add')} okText={t('authority.save')} onOk={add} onCancel={close}>
      <Form form={form} layout="vertical" initialValues={{ unit: units[0]?.value }}>
        <Form.Item
          name="name"
          label={t('authority.account')}
          extra={t('authority.name_rule')}
          rules={[required, { pattern: /^[a-z][a-z0-9._-]{1,31}$/ }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="display_name" label={t('authority.name')} rules={[required]}>
          <Input autoComplete="off" maxLength={60} />
        </Form.Item>
        <Form.Item name="unit" label={t('authority.unit')} rules={[required]}>
          <Select options={units} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        <Form.Item name="phone" label={t('authority.phone')} rules={[{ pattern: /^\+?[0-9]{5,15}$/ }]}>
          <Input autoComplete="off" inputMode="tel" />
        </Form.Item>
        <Form.Item name="oidc_subject" label={t('authority.oidc_subject')}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
