import type { CaseSupervision } from '@opentocc/contract';
import { Form, Input, Segmented } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { SUPERVISIONS } from '../choices.ts';
import { CHANGED } from '../queries.ts';
import type { CaseDialogProps } from './case-dialog.ts';

interface Fields {
  readonly to: CaseSupervision;
  readonly reason: string;
}

/** 催办 or 督办: presses the unit for its answer. */
export function SuperviseDialog({ one: { id, version, supervision }, close }: CaseDialogProps) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const required = useRequired();
  const [form] = Form.useForm<Fields>();
  const choices = SUPERVISIONS.filter((value) => value !== supervision);
  return (
    <FormDialog
      title={t('cases.act.supervise')}
      okText={t('common.ok')}
      form={form}
      initial={{ to: supervision === 'none' ? 'urged' : choices.at(-1) }}
      save={(fields) =>
        save(() =>
          call('POST /api/v1/cases/:id/supervision', { params: { id }, body: { version, ...fields } }),
        )
      }
      close={close}
    >
      <Form.Item name="to" label={t('cases.act.supervise')}>
        <Segmented options={choices.map((value) => ({ value, label: t(`cases.supervision.${value}`) }))} />
      </Form.Item>
      <Form.Item name="reason" label={t('common.reason')} rules={[required]}>
        <Input.TextArea rows={3} maxLength={500} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
