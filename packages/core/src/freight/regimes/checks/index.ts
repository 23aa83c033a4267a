import type { RegimeBook } from '../regime.ts';
import { checkParts } from './check-parts.ts';
import { checkPorts } from './check-ports.ts';
import { checkRules } from './check-rules.ts';
import { checkTimes } from './check-times.ts';
import type { RegimeFault } from './regime-fault.ts';

export type { RegimeFault } from './regime-fault.ts';

const CHECKS = [checkTimes, checkRules, checkParts, checkPorts];

/** Everything that is wrong with regimes and states of ports, looked at whole; errors first. */
export function checkRegimes(book: RegimeBook): RegimeFault[] {
  const faults = CHECKS.flatMap((check) => check(book));
  return [
    ...faults.filter(({ level }) => level === 'error'),
    ...faults.filter(({ level }) => level === 'note'),
  ];
}
