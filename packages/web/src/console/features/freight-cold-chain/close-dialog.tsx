import type { ColdCause, ColdWarning } from '@opentocc/contract';
import { Form, Input, Select } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { COLD } from './queries.ts';

const CAUSES: readonly ColdCause[] = [
  'goods_sound',
  'goods_spoilt',
  'device_fault',
  'handled',
  'false_alarm',
];

interface Props {
  readonly warning: ColdWarning;
  close(): void;
}

/** Nothing is closed without a cause. */
export function CloseDialog({ warning: { id, version }, close }: Props) {
  const { t } = useTranslation();
  const required = useRequired();
  const save = useSaving(COLD);
  const [form] = Form.useForm<{ cause: ColdCause; note: string }>();
  return (
    <FormDialog
      title={t('freight_cold_chain.close')}
      okText={t('freight_cold_chain.close')}
      form={form}
      save={(fields) =>
        save(() =>
          call('POST /api/v1/freight/cold-chain/warnings/:id/closing', {
            params: { id },
            body: { version, ...fields },
          }),
        )
      }
      close={close}
    >
      <Form.Item name="cause" label={t('freight_cold_chain.cause_of')} rules={[required]}>
        <Select options={CAUSES.map((value) => ({ value, label: t(`freight_cold_chain.cause.${value}`) }))} />
      </Form.Item>
      <Form.Item name="note" label={t('freight_cold_chain.note')} rules={[required, { min: 5 }]}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
    </FormDialog>
  );
}
