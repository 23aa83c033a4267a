import { Form, Input, Select } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { REFERRED_TO } from '../choices.ts';
import { CHANGED } from '../queries.ts';
import type { CaseDialogProps } from './case-dialog.ts';

interface Fields {
  readonly to: (typeof REFERRED_TO)[number];
  readonly body: string;
  readonly reason: string;
}

/** 移送: rail, aviation and post are answered by others. */
export function ReferDialog({ one: { id, version }, close }: CaseDialogProps) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const required = useRequired();
  const [form] = Form.useForm<Fields>();
  return (
    <FormDialog
      title={t('cases.act.refer')}
      okText={t('cases.act.refer')}
      form={form}
      initial={{ to: 'rail' }}
      save={(fields) =>
        save(() => call('POST /api/v1/cases/:id/referral', { params: { id }, body: { version, ...fields } }))
      }
      close={close}
    >
      <Form.Item name="to" label={t('cases.refer_to')}>
        <Select options={REFERRED_TO.map((value) => ({ value, label: t(`cases.refer_kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="body" label={t('cases.refer_body')} rules={[required]}>
        <Input maxLength={100} autoFocus />
      </Form.Item>
      <Form.Item name="reason" label={t('common.reason')} rules={[required]}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
