import { Form, type FormInstance, Modal } from 'antd';
import type { ReactNode } from 'react';

interface Props<T> {
  readonly title: string;
  readonly okText: string;
  readonly form: FormInstance<T>;
  readonly initial?: Partial<T>;
  readonly width?: number;
  readonly children: ReactNode;
  /** Is given what was filled in once it is valid; the dialog closes when it resolves to something true. */
  save(fields: T): Promise<unknown>;
  close(): void;
}

/** A form in a dialog: checks, saves, and closes when the server took it. */
export function FormDialog<T extends object>(props: Props<T>) {
  const { title, okText, form, initial, width, children, save, close } = props;
  const submit = async () => {
    const fields = await form.validateFields().catch(() => null); // what is wrong stands at each field
    if (fields && (await save(fields))) close();
  };
  return (
    <Modal open title={title} okText={okText} width={width} onOk={submit} onCancel={close}>
      <Form form={form} layout="vertical" initialValues={initial} className="dialog-form">
        {children}
      </Form>
    </Modal>
  );
}
