import { Button, Input, Space } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../ui/i18n/use-translation.ts';
import { Popup } from './popup.tsx';
import { useAction } from './use-action.ts';

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

/** What was asked for has the focus, for the control that asked is gone: a screen reader reads it out. */
function Shown({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, []);
  return (
    <span ref={box} tabIndex={-1}>
      {children}
    </span>
  );
}

/** Something personal, masked; who may sees it in full after giving a reason, which goes into the audit. */
export function Reveal<T>({ masked, may, ask, show, onReveal }: Props<T>) {
  const { t } = useTranslation();
  const act = useAction();
  const [reason, setReason] = useState('');
  const [shown, setShown] = useState<T>();
  if (shown !== undefined) return <Shown>{show(shown)}</Shown>;
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
    <Space.Compact>
      <Input
        aria-label={t('reveal.reason')}
        placeholder={t('reveal.reason')}
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
        onPressEnter={reveal}
        className="reveal-reason"
      />
      <Button type="primary" disabled={!isReason} onClick={reveal}>
        {t('common.ok')}
      </Button>
    </Space.Compact>
  );
  return (
    <Space size={6}>
      {masked}
      <Popup title={t('reveal.title')} content={() => form}>
        <button type="button" className="link-button reveal-button" title={t('reveal.title')}>
          {t('reveal.open')}
        </button>
      </Popup>
    </Space>
  );
}
