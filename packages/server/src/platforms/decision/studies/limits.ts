import type { NewStudy, Session, StudyLimits } from '@opentocc/contract';
import { studiesErrors } from './errors.ts';

/** What a duty officer needs at once, and what a planner may take the threads for. Assumed, 2026-11-27. */
const LIMITS = {
  quick: { scenarios: 3, horizon_min: 60, radius_m: 5000 },
  large: { scenarios: 8, horizon_min: 180, radius_m: 8000 },
} as const;

/** How large a study of somebody may be. */
export const limitsOf = ({ permissions }: Session): StudyLimits =>
  permissions.includes('studies:plan') ? LIMITS.large : LIMITS.quick;

/** @throws AppError for a larger one */
export function requireLimits(
  limits: StudyLimits,
  asked: Pick<NewStudy, 'scenarios' | 'horizon_min' | 'radius_m'>,
): void {
  const { scenarios = [], horizon_min, radius_m } = asked;
  if (scenarios.length > limits.scenarios || horizon_min > limits.horizon_min || radius_m > limits.radius_m)
    throw studiesErrors.too_large({
      scenarios: limits.scenarios,
      horizon: limits.horizon_min,
      radius: limits.radius_m,
    });
}
