import type { GateSecret } from '@opentocc/contract';
import { Form, Input, Select } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { CodeField } from './code-field.tsx';
import { GATES } from './queries.ts';

interface Fields {
  readonly code: string;
  readonly maker: 'hikvision' | 'dahua' | 'alphadigi';
  readonly towards: 'in' | 'out';
  readonly address?: string;
}
interface Props {
  readonly gate: string;
  onMade(secret: GateSecret): void;
  close(): void;
}

const MAKERS = ['hikvision', 'dahua', 'alphadigi'] as const;

/** Registers a camera; one that is there already gets a new secret. */
export function CameraDialog({ gate, onMade, close }: Props) {
  const { t } = useTranslation();
  const save = useSaving(GATES);
  const [form] = Form.useForm<Fields>();
  const rules = [useRequired()];
  const send = async ({ code, maker, towards, address }: Fields) => {
    const body = { gate, maker, towards, address: address?.trim() || null };
    onMade(await save(() => call('PUT /api/v1/freight/gate-cameras/:code', { params: { code }, body })));
  };
  return (
    <FormDialog
      title={t('freight-gates.add_camera')}
      okText={t('freight-gates.add_camera')}
      form={form}
      initial={{ maker: 'hikvision', towards: 'in' }}
      save={send}
      close={close}
    >
      <CodeField />
      <Form.Item name="maker" label={t('freight-gates.cameras')} rules={rules}>
        <Select options={MAKERS.map((value) => ({ value, label: t(`freight-gates.maker.${value}`) }))} />
      </Form.Item>
      <Form.Item name="towards" label={t('freight-gates.towards')} rules={rules}>
        <Select
          options={(['in', 'out'] as const).map((value) => ({
            value,
            label: t(`freight-gates.direction.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="address" label={t('freight-gates.address')}>
        <Input placeholder={t('freight-gates.any_address')} maxLength={45} />
      </Form.Item>
    </FormDialog>
  );
}
