import type { PlanMessage } from '@opentocc/contract';
import { AutoComplete, Form, Select } from 'antd';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useRequired } from '../../../ui/use-required.ts';
import { newKey, putPart, removePart } from './document.ts';
import { RemoveButton, useTags, WordsFields } from './fields.tsx';
import type { PartDialogProps } from './opened-part.ts';

type Fields = Omit<PlanMessage, 'key'>;

const CHANNELS = ['screen', 'email', 'sms', 'webhook'] as const;

export function MessageDialog({ editor, opened: { phase, key }, close }: PartDialogProps) {
  const { t } = useTranslation();
  const required = useRequired();
  const [form] = Form.useForm<Fields>();
  const { document, change } = editor;
  const messages = document.phases.find((one) => one.key === phase)?.messages ?? [];
  const message = messages.find((one) => one.key === key);
  const tags = useTags();
  return (
    <FormDialog
      title={t(message ? 'plans.editor.message' : 'plans.editor.add_message')}
      okText={t('plans.editor.done')}
      form={form}
      initial={message ?? { channel: 'screen' }}
      save={async (fields) =>
        change(putPart(document, phase, 'messages', { ...fields, key: key ?? newKey('message', messages) }))
      }
      close={close}
    >
      <Form.Item name="channel" label={t('plans.editor.channel')}>
        <Select options={CHANNELS.map((value) => ({ value, label: t(`plans.editor.channels.${value}`) }))} />
      </Form.Item>
      <Form.Item name="to" label={t('plans.editor.receiver')} rules={[required]}>
        <AutoComplete maxLength={60} options={tags.map((value) => ({ value }))} />
      </Form.Item>
      <WordsFields name="subject" label={t('plans.editor.subject')} most={80} />
      <WordsFields name="text" label={t('plans.editor.text')} most={600} isLong />
      <RemoveButton
        isNew={!message}
        remove={() => {
          change(removePart(document, phase, 'messages', key ?? ''));
          close();
        }}
      />
    </FormDialog>
  );
}
