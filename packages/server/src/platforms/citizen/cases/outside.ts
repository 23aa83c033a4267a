import type { ClockRule, OutsideCase } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';

/** The clock that another hotline set: as long as it says, neither paused nor extended by us, and never in place of ours. */
export function outsideRule({ system, due_ms }: OutsideCase, received_ms: number): ClockRule {
  return {
    ...{ code: system, version: 1, valid_from: '2020-01-01', assumed: false },
    name: { zh: `${system} 时限`, en: `time limit of ${system}` },
    source: { zh: `${system} 转办单载明`, en: `Stated in the transfer of ${system}` },
    ...{ measure: { kind: 'time' }, length: (due_ms ?? received_ms + 1) - received_ms },
    ...{ soon: { kind: 'time', ms: 24 * HOUR_MS }, extension: null, pausable: false, on_reopen: 'continue' },
  };
}
