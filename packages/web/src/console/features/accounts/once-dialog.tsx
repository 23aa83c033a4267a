import { Button, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly title: string;
  readonly label: string;
  /** Null where there is nothing to show but the label. */
  readonly secret: string | null;
  close(): void;
}

/** Shows a secret that is never shown again; closing needs a click on its button, so that none is lost by accident. */
export function OnceDialog({ title, label, secret, close }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={close}>
          {t('authority.recovery_kept')}
        </Button>
      }
    >
      <p>{label}</p>
      {secret && (
        <Typography.Paragraph copyable code>
          {secret}
        </Typography.Paragraph>
      )}
    </Modal>
  );
}
