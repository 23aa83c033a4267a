import type { Case } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';

/** The clock of the answer, of the round in which the case is. */
export const answerClock = ({ clocks, round }: Pick<Case, 'clocks' | 'round'>) =>
  clocks.find(({ code }) => code === (round === 1 ? 'answer' : `answer:${round}`))?.reading;

/** A length as the clock of the answer has it, in days: working days as they are, wall time of ms. */
export const daysOf = (one: Pick<Case, 'clocks' | 'round'>, length: number): number =>
  isByDays(one) ? length : length / DAY_MS;

/** Days as the clock of the answer counts. */
export const lengthOf = (one: Pick<Case, 'clocks' | 'round'>, days: number): number =>
  isByDays(one) ? days : days * DAY_MS;

const isByDays = (one: Pick<Case, 'clocks' | 'round'>): boolean =>
  answerClock(one)?.rule.measure.kind === 'working_days';
