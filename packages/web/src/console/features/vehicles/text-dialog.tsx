import { Alert, Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../../ui/api.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useMayInCity } from '../../session/session.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';

interface Fields {
  text: string;
  urgent: boolean;
  aloud: boolean;
}

/** A text to the driver, for who may send commands; absent for everybody else. */
export function TextButton({ vehicle }: { vehicle: number }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<boolean | null>(null);
  if (!useMayInCity('vehicles:command')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('vehicles.text.open')}</Button>
      {outcome !== null && (
        <Alert
          type={outcome ? 'success' : 'error'}
          showIcon
          title={t(outcome ? 'vehicles.text.taken' : 'vehicles.text.not_taken')}
        />
      )}
      {isOpen && <TextDialog vehicle={vehicle} answered={setOutcome} close={() => setOpen(false)} />}
    </>
  );
}

interface Props {
  readonly vehicle: number;
  /** Receives whether the terminal accepted the text. */
  answered(isAccepted: boolean): void;
  close(): void;
}

function TextDialog({ vehicle, answered, close }: Props) {
  const { t } = useTranslation();
  const send = useSaving();
  const [form] = Form.useForm<Fields>();
  const save = async (body: Fields) => {
    const params = { id: vehicle };
    const { accepted } = await send(() => call('POST /api/v1/vehicles/:id/text', { params, body }));
    answered(accepted);
  };
  return (
    <FormDialog
      title={t('vehicles.text.open')}
      okText={t('vehicles.text.send')}
      form={form}
      initial={{ urgent: false, aloud: true }}
      save={save}
      close={close}
    >
      <p className="muted">{t('vehicles.text.hint')}</p>
      <Form.Item name="text" label={t('vehicles.text.text')} rules={[useRequired()]}>
        <Input.TextArea rows={3} maxLength={200} showCount />
      </Form.Item>
      <Form.Item name="aloud" valuePropName="checked">
        <Checkbox>{t('vehicles.text.aloud')}</Checkbox>
      </Form.Item>
      <Form.Item name="urgent" valuePropName="checked">
        <Checkbox>{t('vehicles.text.urgent')}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
