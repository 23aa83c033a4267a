import { Button, Input, Popover, Space } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from './use-action.ts';
import { useFocusBack } from './use-focus-back.ts';

interface Props<T> {
  /** What is shown until then, masked. */
  readonly masked: ReactNode;
  readonly may: boolean;
  /** Asks the server for it with a reason, which goes into the audit. */
  ask(reason: string): Promise<T>;
  show(revealed: T): ReactNode;
  onReveal?(revealed: T): void;
}

/** Letters of a reason that the server takes. */
const LEAST_REASON = 4;

/** What opens beside the button: a dialog of its own to screen readers, for it stands outside of the page. */
function Reason({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useFocusBack();
  return (
    <div role="dialog" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </div>
  );
}

/** Something personal, masked; who may sees it in full after giving a reason, which goes into the audit. */
export function Reveal<T>({ masked, may, ask, show, onReveal }: Props<T>) {
  const { t } = useTranslation();
  const act = useAction();
  const [reason, setReason] = useState('');
  const [shown, setShown] = useState<T>();
  if (shown !== undefined) return show(shown);
  if (!may) return masked;
  const isReason = reason.trim().length >= LEAST_REASON;
  const reveal = async () => {
    if (!isReason) return;
    const revealed = await act(() => ask(reason));
    if (revealed === undefined) return;
    setShown(revealed);
    onReveal?.(revealed);
  };
  const form = (
    <Reason title={t('reveal.title')}>
      <Space.Compact>
        <Input
          aria-label={t('reveal.reason')}
          placeholder={t('reveal.reason')}
          value={reason}
          autoFocus
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={reveal}
          className="reveal-reason"
        />
        <Button type="primary" disabled={!isReason} onClick={reveal}>
          {t('common.ok')}
        </Button>
      </Space.Compact>
    </Reason>
  );
  return (
    <Space size={6}>
      {masked}
      <Popover trigger="click" content={form} destroyOnHidden>
        <button type="button" className="link-button reveal-button" title={t('reveal.title')}>
          {t('reveal.open')}
        </button>
      </Popover>
    </Space>
  );
}
