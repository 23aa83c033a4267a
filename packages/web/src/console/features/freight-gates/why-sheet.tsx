import { useState } from 'react';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

/** Reasons that are at hand for each act; another one is written. */
const REASONS = {
  let_in: ['checked', 'camera', 'emergency', 'service'],
  refuse: ['wrong_time', 'no_booking', 'papers'],
  open: ['checked', 'emergency', 'service', 'repair'],
  close: ['safe', 'repair'],
  take_out: ['repair'],
  put_back: ['safe'],
} as const;
export type KeeperAct = keyof typeof REASONS;

interface Props {
  readonly act: KeeperAct;
  send(reason: string): Promise<unknown>;
  close(): void;
}

/** Asks why, with large reasons for a thumb: nothing is moved by hand without one. */
export function WhySheet({ act, send, close }: Props) {
  const { t } = useTranslation();
  const [own, setOwn] = useState('');
  const [isSending, setSending] = useState(false);
  const name = t(`freight-gates.${act}`);
  const submit = async (reason: string) => {
    setSending(true);
    if (await send(reason)) close();
    setSending(false);
  };
  return (
    <form
      className="gate-acts"
      aria-label={t('freight-gates.reason_title', { act: name })}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(own.trim());
      }}
    >
      <p>{t('freight-gates.reason_title', { act: name })}</p>
      {REASONS[act].map((reason) => (
        <button
          key={reason}
          type="button"
          className="gate-button"
          disabled={isSending}
          onClick={() => submit(t(`freight-gates.reasons.${reason}`))}
        >
          {t(`freight-gates.reasons.${reason}`)}
        </button>
      ))}
      <label className="gate-field">
        {t('freight-gates.reason_own')}
        <input
          value={own}
          onChange={(event) => setOwn(event.target.value)}
          maxLength={300}
          autoComplete="off"
        />
      </label>
      <button type="submit" className="gate-button gate-go" disabled={isSending || own.trim().length < 2}>
        {t('freight-gates.reason_send', { act: name })}
      </button>
      <button type="button" className="gate-button" onClick={close}>
        {t('common.cancel')}
      </button>
    </form>
  );
}
