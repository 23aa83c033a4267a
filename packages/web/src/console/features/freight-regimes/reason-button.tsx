import { Button, Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useSaving } from '../../ui/use-action.ts';
import { useRequired } from '../../ui/use-required.ts';
import { REGIMES } from './queries.ts';

interface Props {
  readonly title: string;
  /** What it does, for who is about to do it. */
  readonly hint: ReactNode;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  send(reason: string): Promise<unknown>;
}

/** A button for what is done with a reason. */
export function ReasonButton({ title, hint, danger = false, disabled = false, send }: Props) {
  const { t } = useTranslation();
  const save = useSaving(REGIMES, 'obligations');
  const required = useRequired();
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <>
      <Button danger={danger} disabled={disabled} onClick={() => setOpen(true)}>
        {title}
      </Button>
      {isOpen && (
        <FormDialog
          title={title}
          okText={title}
          form={form}
          initial={{ reason: '' }}
          save={({ reason }) => save(() => send(reason))}
          close={() => setOpen(false)}
        >
          <p className="muted">{hint}</p>
          <Form.Item
            name="reason"
            label={t('common.reason')}
            rules={[required, { min: 2, message: t('common.required') }]}
          >
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </FormDialog>
      )}
    </>
  );
}
