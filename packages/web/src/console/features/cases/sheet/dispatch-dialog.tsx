import { Form, Input } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { CHANGED } from '../queries.ts';
import { UnitSelect } from '../unit-select.tsx';
import type { CaseDialogProps } from './case-dialog.ts';

/** To which unit it goes, with a word to it. */
export function DispatchDialog({ one: { id, version, unit }, close }: CaseDialogProps) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const [form] = Form.useForm<{ unit: string; note?: string }>();
  return (
    <FormDialog
      title={t(unit ? 'cases.dispatch_again' : 'cases.act.dispatch')}
      okText={t('cases.act.dispatch')}
      form={form}
      save={(fields) =>
        save(() =>
          call('POST /api/v1/cases/:id/dispatch', {
            params: { id },
            body: { version, unit: fields.unit, note: fields.note ?? '' },
          }),
        )
      }
      close={close}
    >
      <Form.Item name="unit" label={t('cases.unit')} rules={[useRequired()]}>
        <UnitSelect autoFocus />
      </Form.Item>
      <Form.Item name="note" label={t('cases.dispatch_note')}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
