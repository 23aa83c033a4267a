import type { SourceDraft } from '@opentocc/contract';
import { Form, Input, Select } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { SourceFields } from './source-fields.tsx';

const PROTOCOLS = ['JT/T 808', 'JT/T 809', 'MQTT'] as const satisfies readonly SourceDraft['protocol'][];

/** Makes a source: who delivers data, by what datum and how often. */
export function SourceDialog({ close }: { close(): void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<SourceDraft>();
  const act = useSaving('sources');
  return (
    <FormDialog
      title={t('sources.add')}
      okText={t('sources.add')}
      form={form}
      initial={{ protocol: 'JT/T 808', datum: 'WGS-84', report_interval_s: 30 }}
      save={(fields) => act(() => call('POST /api/v1/sources', { body: fields }))}
      close={close}
    >
      <Form.Item
        name="code"
        label={t('sources.code')}
        extra={t('sources.code_hint')}
        rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9-]{0,39}$/, message: t('sources.code_hint') }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="protocol" label={t('sources.protocol')} extra={t('sources.protocol_hint')}>
        <Select options={PROTOCOLS.map((value) => ({ value, label: value }))} />
      </Form.Item>
      <SourceFields />
    </FormDialog>
  );
}
