import { Alert, Form, type FormInstance, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useErrorText } from '../../ui/error-text.ts';
import { useFocusBack } from './use-focus-back.ts';

interface Props<T> {
  readonly title: string;
  readonly okText: string;
  readonly form: FormInstance<T>;
  readonly initial?: Partial<T>;
  readonly width?: number;
  readonly children: ReactNode;
  /** Is given what was filled in once it is valid. The dialog closes, or says what was thrown: see `useSaving`. */
  save(fields: T): Promise<unknown>;
  close(): void;
}

/** A form in a dialog: checks, saves, and closes when the server took it. What it refuses stands in the dialog. */
export function FormDialog<T extends object>(props: Props<T>) {
  const { title, okText, form, initial, width, children, save, close } = props;
  const errorText = useErrorText();
  useFocusBack();
  const [refusal, setRefusal] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const submit = async () => {
    const fields = await form.validateFields().catch(() => null); // what is wrong stands at each field
    if (!fields) return;
    setSaving(true);
    setRefusal(null);
    try {
      await save(fields);
      close();
    } catch (error) {
      setRefusal(error);
    } finally {
      setSaving(false);
    }
  };
  return (
    <Modal
      open
      title={title}
      okText={okText}
      width={width}
      confirmLoading={isSaving}
      onOk={submit}
      onCancel={close}
    >
      <Form form={form} layout="vertical" initialValues={initial} className="dialog-form">
        {children}
      </Form>
      {refusal !== null && <Alert type="error" showIcon title={errorText(refusal)} />}
    </Modal>
  );
}
