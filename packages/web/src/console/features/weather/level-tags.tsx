import type { ResponseLevel, SignalLevel } from '@opentocc/contract';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

/** A signal by its colour and its name: the name says it to who cannot tell the colour. */
export function SignalTag({ level }: { readonly level: SignalLevel | null }) {
  const { t } = useTranslation();
  if (level === null) return <span className="muted">{t('weather.no_signal')}</span>;
  return <span className={`signal signal-${level}`}>{t(`weather.signal_name.${level}`)}</span>;
}

export function ResponseTag({ level }: { readonly level: ResponseLevel | null }) {
  const { t } = useTranslation();
  if (level === null) return <span className="muted">{t('weather.no_response')}</span>;
  return <strong>{t(`weather.response_name.${level}`)}</strong>;
}
