import { Form, Input, InputNumber, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../ui/api.ts';
import { useAction } from '../accounts/use-action.ts';
import type { Deciding } from './applications-card.tsx';

interface Fields {
  quota_per_day?: number;
  expires_days: number;
  decision: string;
}

/** Approves with a quota and an end, or refuses with a reason. */
export function DecisionDialog({ application, approve, close }: Deciding & { close(): void }) {
  const { t } = useTranslation();
  const act = useAction('sharing-applications');
  const [form] = Form.useForm<Fields>();
  const title = t(approve ? 'authority.approve' : 'authority.refuse');
  const decide = async () => {
    const { quota_per_day, expires_days, decision } = await form.validateFields();
    const path = `/sharing/applications/${application.id}/${approve ? 'approval' : 'refusal'}`;
    const body = approve
      ? { quota_per_day: quota_per_day ?? undefined, expires_days, decision: decision ?? '' }
      : { decision };
    if (await act(() => api.post(path, body))) close();
  };
  return (
    <Modal open title={`${title} · ${application.purpose}`} okText={title} onOk={decide} onCancel={close}>
      <Form form={form} layout="vertical" initialValues={{ expires_days: 365 }}>
        {approve && (
          <>
            <Form.Item name="quota_per_day" label={t('authority.quota')}>
              <InputNumber min={1} max={100_000_000} />
            </Form.Item>
            <Form.Item name="expires_days" label={t('authority.expires_days')} rules={[{ required: true }]}>
              <InputNumber min={1} max={1_096} />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="decision"
          label={t('authority.decision')}
          rules={[{ required: !approve, min: 2, message: t('account.required') }]}
        >
          <Input.TextArea rows={2} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
