import type { Detector } from '@opentocc/contract';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

/** The state of a detector in a word, with its faults. */
export function DetectorState({ detector: { state, faults } }: { readonly detector: Detector }) {
  const { t } = useTranslation();
  const words = faults.map((fault) => t(`detectors.fault.${fault}`)).join(t('common.comma'));
  return (
    <span className={`live-word detector-${state}`}>
      <i className="lamp" aria-hidden="true" />
      {state === 'fault' ? words : t(`detectors.state.${state}`)}
    </span>
  );
}
