import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useSaving } from '../../../ui/use-action.ts';
import { useRequired } from '../../../ui/use-required.ts';
import { CHANGED_BY_PLANS } from '../queries.ts';

interface Props {
  readonly title: string;
  /** What the dialog is called, where it says more than the button. */
  readonly dialog?: string;
  readonly hint?: string;
  /** Whether a reason must be given; default true. */
  readonly isNeeded?: boolean;
  readonly type?: 'primary' | 'default';
  readonly size?: 'small' | 'middle';
  send(reason: string): Promise<unknown>;
}

/** A button for what is done with a reason. */
export function ReasonButton(props: Props) {
  const { title, dialog = title, hint, isNeeded = true, type = 'default', size = 'middle', send } = props;
  const { t } = useTranslation();
  const save = useSaving(...CHANGED_BY_PLANS);
  const required = useRequired();
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <>
      <Button type={type} size={size} onClick={() => setOpen(true)}>
        {title}
      </Button>
      {isOpen && (
        <FormDialog
          title={dialog}
          okText={title}
          form={form}
          initial={{ reason: '' }}
          save={({ reason }) => save(() => send(reason))}
          close={() => setOpen(false)}
        >
          {hint && <p className="muted">{hint}</p>}
          <Form.Item
            name="reason"
            label={t('plans.runs.reason')}
            rules={isNeeded ? [required, { min: 2, message: t('common.required') }] : []}
          >
            <Input maxLength={300} />
          </Form.Item>
        </FormDialog>
      )}
    </>
  );
}
