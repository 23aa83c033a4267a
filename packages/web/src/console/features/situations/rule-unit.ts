import type { SituationRule } from '@opentocc/contract';

/** In what lengths of a rule are written: minutes, or the working days in which it counts. */
export const unitOf = ({ measure }: Pick<SituationRule, 'measure'>) =>
  measure.kind === 'working_days'
    ? ({ key: 'days', size: 1 } as const)
    : ({ key: 'min', size: 60_000 } as const);
