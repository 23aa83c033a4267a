import { Checkbox, Form, Input, Radio } from 'antd';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { CHANGED } from './queries.ts';

const KINDS = ['called', 'visited', 'note'] as const;

interface Fields {
  readonly kind: (typeof KINDS)[number];
  readonly reached: boolean;
  readonly text: string;
}

interface Props {
  readonly id: number;
  readonly version: number;
  close(): void;
}

/** Writes down that the driver was spoken to, and what they said. */
export function ContactDialog({ id, version, close }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Fields>();
  const save = useSaving(...CHANGED);
  return (
    <FormDialog
      title={t('freight-tracking.contact')}
      okText={t('freight-tracking.save')}
      form={form}
      initial={{ kind: 'called', reached: true }}
      close={close}
      save={(fields) =>
        save(() =>
          call('POST /api/v1/freight/tracking/alarms/:id/contacts', {
            ...{ params: { id }, body: { version, ...fields } },
          }),
        )
      }
    >
      <Form.Item name="kind">
        <Radio.Group
          options={KINDS.map((value) => ({ value, label: t(`freight-tracking.contact_kind.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="reached" valuePropName="checked">
        <Checkbox>{t('freight-tracking.reached')}</Checkbox>
      </Form.Item>
      <Form.Item name="text" label={t('freight-tracking.said')} rules={[useRequired()]}>
        <Input.TextArea rows={3} maxLength={500} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
