import { Checkbox, Form, Input } from 'antd';
import { call } from '../../../../ui/api.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { CHANGED } from '../queries.ts';
import type { CaseDialogProps } from './case-dialog.ts';

/** The answer of the hotline or of the unit; the hotline may close the case in the same act. */
export function AnswerDialog({ one: { id, version, state }, close }: CaseDialogProps) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED);
  const [form] = Form.useForm<{ text: string; close: boolean }>();
  const atHotline = state === 'received';
  return (
    <FormDialog
      title={t(atHotline ? 'cases.act.answer_at_once' : 'cases.act.answer')}
      okText={t('cases.act.answer')}
      form={form}
      initial={{ close: atHotline }}
      width={640}
      save={(fields) =>
        save(() =>
          call('POST /api/v1/cases/:id/answer', {
            params: { id },
            body: { version, text: fields.text, close: fields.close ?? false },
          }),
        )
      }
      close={close}
    >
      <Form.Item name="text" label={t('cases.answer_text')} rules={[useRequired()]}>
        <Input.TextArea rows={8} maxLength={10_000} showCount autoFocus />
      </Form.Item>
      {atHotline && (
        <Form.Item name="close" valuePropName="checked">
          <Checkbox>{t('cases.close_with_answer')}</Checkbox>
        </Form.Item>
      )}
    </FormDialog>
  );
}
