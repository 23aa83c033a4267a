import { AppError } from '../../kit/errors.ts';
import type { Failure } from './protocol.ts';

/** What an error says of why a study failed: to who asked too, where it has words for that. */
export const failureOf = (error: unknown): Failure => ({
  reason: String(error),
  says: error instanceof AppError ? { zh: error.in('zh'), en: error.in('en') } : null,
});
