import { Form, Input } from 'antd';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { useStore } from '../../ui/store.ts';
import { FormDialog } from './form-dialog.tsx';
import { askingStore } from './reason.ts';
import { useRequired } from './use-required.ts';

/** Asks for a reason where an act needs one. */
export function ReasonDialog() {
  const asking = useStore(askingStore);
  return asking && <ReasonForm answer={asking.answer} />;
}

function ReasonForm({ answer }: { answer(reason: string | null): void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <FormDialog
      title={t('common.reason')}
      okText={t('common.ok')}
      form={form}
      save={async ({ reason }) => answer(reason)}
      close={() => askingStore.get()?.answer(null)}
    >
      <Form.Item
        name="reason"
        label={t('common.reason')}
        rules={[useRequired(), { min: 2, whitespace: true, message: t('common.required') }]}
      >
        <Input.TextArea rows={3} maxLength={500} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
