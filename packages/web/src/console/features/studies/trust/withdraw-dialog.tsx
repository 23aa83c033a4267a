import type { Withdrawal } from '@opentocc/contract';
import { Form, Input, Select } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';

const REASONS = ['did_not_happen', 'other_place', 'measure_taken', 'other'] as const;

/** Takes back that an incident is happening, with a reason. */
export function WithdrawDialog({ study, close }: { readonly study: number; close(): void }) {
  const { t } = useTranslation();
  const save = useSaving('scores');
  const [form] = Form.useForm<Withdrawal>();
  const required = useRequired();
  return (
    <FormDialog
      title={t('studies.trust.withdraw')}
      okText={t('studies.trust.withdraw')}
      form={form}
      initial={{ note: '' }}
      save={(body) =>
        save(() => call('POST /api/v1/studies/:id/withdrawal', { params: { id: study }, body }))
      }
      close={close}
    >
      <p className="muted">{t('studies.trust.withdraw_hint')}</p>
      <Form.Item name="reason" label={t('studies.trust.reason')} rules={[required]}>
        <Select options={REASONS.map((value) => ({ value, label: t(`studies.trust.reasons.${value}`) }))} />
      </Form.Item>
      <Form.Item name="note" label={t('studies.trust.note')}>
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
