import type { SharedItem } from '@opentocc/contract';
import { Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../ui/api.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useUnitOptions } from '../accounts/directory.ts';
import { useSession } from '../accounts/session.ts';
import { useAction } from '../accounts/use-action.ts';

/** An application, for one of the units that the caller may apply for. */
export function ApplyDialog({ item, close }: { item: SharedItem; close(): void }) {
  const { t } = useTranslation();
  const act = useAction('sharing-applications');
  const language = useStore(languageStore);
  const reach = useSession().reach['sharing:apply']?.units ?? null;
  const units = useUnitOptions().filter(({ value }) => reach === null || reach.includes(value));
  const [form] = Form.useForm<{ unit: string; purpose: string }>();
  const rules = [{ required: true, message: t('account.required') }];
  const apply = async () => {
    const fields = await form.validateFields();
    if (await act(() => api.post('/sharing/applications', { item: item.code, ...fields }))) close();
  };
  return (
    <Modal open title={item.name[language]} okText={t('authority.apply')} onOk={apply} onCancel={close}>
      <Form form={form} layout="vertical">
        <Form.Item name="unit" label={t('authority.unit')} rules={rules}>
          <Select options={units} />
        </Form.Item>
        <Form.Item name="purpose" label={t('authority.purpose')} rules={[...rules, { min: 4, max: 500 }]}>
          <Input.TextArea rows={3} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
