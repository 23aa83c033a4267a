import type { EndpointSecret, MessageEndpoint } from '@opentocc/contract';
import { Form, Input, Select, Switch } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';

interface Fields {
  name: string;
  url: string;
  digest: 'sha256' | 'sm3';
  active: boolean;
}

interface Props {
  /** Null for a new one. */
  readonly endpoint: MessageEndpoint | null;
  issued(issued: EndpointSecret): void;
  close(): void;
}

/** Adds an endpoint, whose secret is then shown once, or changes one. */
export function EndpointDialog({ endpoint, issued, close }: Props) {
  const { t } = useTranslation();
  const save = useSaving('messages');
  const [form] = Form.useForm<Fields>();
  const required = useRequired();
  const add = async ({ name, url, digest }: Fields) =>
    issued(await save(() => call('POST /api/v1/message-endpoints', { body: { name, url, digest } })));
  const change = ({ name, url, active }: Fields) => {
    const { id, version } = endpoint ?? { id: 0, version: 0 };
    const body = { name, url, active, version };
    return save(() => call('PATCH /api/v1/message-endpoints/:id', { params: { id }, body }));
  };
  return (
    <FormDialog
      title={t(endpoint ? 'messages.edit_endpoint' : 'messages.add_endpoint')}
      okText={t('common.ok')}
      form={form}
      initial={endpoint ?? { digest: 'sha256', active: true }}
      save={endpoint ? change : add}
      close={close}
    >
      <Form.Item name="name" label={t('messages.name')} rules={[required]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="url" label={t('messages.url')} rules={[required]}>
        <Input maxLength={500} autoComplete="off" placeholder="https://" />
      </Form.Item>
      {endpoint ? (
        <Form.Item name="active" label={t('messages.active')} valuePropName="checked">
          <Switch />
        </Form.Item>
      ) : (
        <Form.Item name="digest" label={t('messages.digest')}>
          <Select
            options={[
              { value: 'sha256', label: 'HMAC-SHA256' },
              { value: 'sm3', label: 'HMAC-SM3' },
            ]}
          />
        </Form.Item>
      )}
    </FormDialog>
  );
}
