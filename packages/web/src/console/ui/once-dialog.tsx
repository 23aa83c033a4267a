import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button, Modal, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { useFocusBack } from './use-focus-back.ts';

interface Props {
  readonly title: string;
  readonly label: string;
  /** One, or several that stand in columns; none where there is nothing to show but the label. */
  readonly secrets: readonly string[];
  /** How it is used, below it. */
  readonly children?: ReactNode;
  close(): void;
}

/** Shows a secret that is never shown again; closing needs a click on its button, so that none is lost by accident. */
export function OnceDialog({ title, label, secrets, children, close }: Props) {
  const { t } = useTranslation();
  useFocusBack();
  const text = secrets.join('\n');
  const icon = [
    <span key="copy">
      <CopyOutlined /> {t('common.copy')}
    </span>,
    <span key="copied">
      <CheckOutlined /> {t('common.copied')}
    </span>,
  ];
  return (
    <Modal
      open
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={close}>
          {t('common.copy_done')}
        </Button>
      }
    >
      <p>{label}</p>
      {secrets.length > 0 && (
        <>
          <code className={secrets.length > 1 ? 'once-secret many' : 'once-secret'}>{text}</code>
          <Typography.Text copyable={{ text, icon, tooltips: false }} />
        </>
      )}
      {children}
    </Modal>
  );
}
