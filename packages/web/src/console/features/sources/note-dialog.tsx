import { Form, Input } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { CHANGED_BY_HANDLING } from './queries.ts';

/** A note on findings, for all who see to them. */
export function NoteDialog({ findings, close }: { findings: number[]; close(): void }) {
  const { t } = useTranslation();
  const save = useSaving(...CHANGED_BY_HANDLING);
  const [form] = Form.useForm<{ text: string }>();
  return (
    <FormDialog
      title={t('sources.handling.note')}
      okText={t('common.ok')}
      form={form}
      save={({ text }) =>
        save(() => call('POST /api/v1/quality/findings/notes', { body: { findings, text } }))
      }
      close={close}
    >
      <Form.Item name="text" label={t('sources.handling.note_text')} rules={[useRequired()]}>
        <Input.TextArea rows={4} maxLength={1000} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
