import type { AppError } from '../../kit/errors.ts';

/** Something that is wrong with a question, and where. */
export interface QuestionFault {
  readonly error: AppError;
  /** Number of the scenario that was edited; null for the base and for routes. */
  readonly scenario: number | null;
  /** Number of the incident, action or route within it. */
  readonly item: number;
  /** Links to be marked on the map. */
  readonly links: readonly number[];
}
