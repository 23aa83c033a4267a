import { Button, type PopoverProps, Space } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { Popup } from './popup.tsx';

interface Props extends Pick<PopoverProps, 'placement'> {
  /** What is asked. */
  readonly title: string;
  /** What follows from it. */
  readonly description?: string;
  readonly okText?: string;
  /** Whether it cannot be undone: then the way back has the focus. */
  readonly isDanger?: boolean;
  onConfirm(): unknown;
  /** The control that asks. */
  readonly children: ReactElement;
}

/** Asks beside a control before something is done. */
export function Confirm({
  title,
  description,
  okText,
  isDanger = false,
  placement,
  onConfirm,
  children,
}: Props) {
  const { t } = useTranslation();
  return (
    <Popup
      role="alertdialog"
      title={title}
      placement={placement}
      content={(close) => (
        <>
          {description && <p>{description}</p>}
          <Space className="popup-acts">
            <Button size="small" data-first={isDanger || undefined} onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button
              size="small"
              type="primary"
              danger={isDanger}
              data-first={isDanger ? undefined : true}
              onClick={() => {
                close();
                onConfirm();
              }}
            >
              {okText ?? t('common.ok')}
            </Button>
          </Space>
        </>
      )}
    >
      {children}
    </Popup>
  );
}
