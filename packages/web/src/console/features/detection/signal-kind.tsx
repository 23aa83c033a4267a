import type { Signal } from '@opentocc/contract';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

/** The kind of a signal in a word, with a lamp that is bright while it lasts. */
export function SignalKindWord({ signal: { kind, ended_ms } }: { readonly signal: Signal }) {
  const { t } = useTranslation();
  const stands = ended_ms === null ? `signal-${kind}` : 'signal-ended';
  return (
    <span className={`live-word ${stands}`}>
      <i className="lamp" aria-hidden="true" />
      {t(`detection.kinds.${kind}`)}
    </span>
  );
}
