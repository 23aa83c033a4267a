import type { Proportion } from '@opentocc/contract';
import { NO_VALUE } from '../../ui/format.ts';
import './proportion.css';

/** 0.9843 as 98.4 %, and never 100.0 % of what is less. */
export function shareText(value: number | null): string {
  if (value === null) return NO_VALUE;
  const tenths = Math.round(value * 1000);
  const shown = value < 1 ? Math.min(999, tenths) : tenths;
  return `${(value > 0 ? Math.max(1, shown) : shown) / 10}%`.replace(/^(\d+)%$/, '$1.0%');
}

/** "1,203 / 1,250". */
export const ratioOfText = ({ numerator, denominator }: Proportion): string =>
  `${numerator.toLocaleString('en-US')} / ${denominator.toLocaleString('en-US')}`;

/** "96.1 – 98.2%", empty where nothing is known. */
export const intervalText = ({ low, high }: Proportion): string =>
  low === null || high === null ? '' : `${shareText(low)} – ${shareText(high)}`;

interface Props {
  readonly proportion: Proportion;
  readonly target?: number | null;
}

/** A share with its interval as a bar from 0 to 100 %, and where its target lies. For the eye: the numbers stand beside it. */
export function ProportionBar({ proportion: { value, low, high }, target = null }: Props) {
  if (value === null || low === null || high === null) return null;
  const at = (share: number) => `${100 * share}%`;
  return (
    <span className="proportion" aria-hidden>
      <i className="proportion-value" style={{ width: at(value) }} />
      <i className="proportion-interval" style={{ left: at(low), width: at(high - low) }} />
      {target !== null && <i className="proportion-target" style={{ left: at(target) }} />}
    </span>
  );
}
