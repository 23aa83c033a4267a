import type { ExpectedRange, MeasuredPortWait } from '@opentocc/contract';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';

const minutes = (s: number): number => Math.round(s / 60);

/** A span of minutes as "22–31"; open above where no bound is known. */
const spanOf = (low_s: number, high_s: number | null): string =>
  high_s === null ? `≥ ${minutes(low_s)}` : `${minutes(low_s)}–${minutes(high_s)}`;

/** Waits in words. */
export function useWaitText() {
  const { t } = useTranslation();
  return {
    seconds: (s: number) => t('freight_ports.minutes', { n: minutes(s) }),
    measured: ({ low_s, mid_s }: MeasuredPortWait) =>
      mid_s === null
        ? t('freight_ports.over', { n: minutes(low_s) })
        : t('freight_ports.minutes', { n: minutes(mid_s) }),
    interval: ({ low_s, high_s }: MeasuredPortWait) => spanOf(low_s, high_s),
    expected: ({ mid }: ExpectedRange) => t('freight_ports.minutes', { n: minutes(mid) }),
    expectedSpan: ({ low, high }: ExpectedRange) => spanOf(low, high),
  };
}
