import type { Figures } from '@opentocc/contract';
import { satisfiedOf } from '../visits/index.ts';
import type { Sources } from './figures.ts';
import type { FormRow, Measure, MonthlyForm } from './form-12328.ts';

/** A month filled into a form: one number for each row and column. */
export interface FilledForm {
  readonly form: MonthlyForm;
  readonly month: string;
  readonly cells: readonly (readonly number[])[];
}

export interface MonthReport {
  readonly filled: FilledForm;
  readonly figures: Figures;
}

interface Counted {
  readonly type: string;
  readonly field: string;
}

/** Things by what they count for. Cases of the month are those received in it; what happened is of when it happened. */
function countedOf(sources: Sources): Readonly<Record<Measure, readonly Counted[]>> {
  const { facts, visits, from_ms, to_ms } = sources;
  const isWithin = (at_ms: number | null) => at_ms !== null && at_ms >= from_ms && at_ms < to_ms;
  const taken = facts.filter(({ received_ms, is_left_out }) => isWithin(received_ms) && !is_left_out);
  const closed = facts.filter((fact) => isWithin(fact.closing_finished_ms) && !fact.is_left_out);
  return {
    received: taken,
    at_once: taken.filter(({ at_once }) => at_once),
    dispatched: taken.filter(({ dispatches }) => dispatches > 0),
    closed,
    closed_in_time: closed.filter(
      ({ closing_finished_ms, closing_due_ms }) =>
        closing_due_ms === null || (closing_finished_ms ?? 0) <= closing_due_ms,
    ),
    visited: visits,
    satisfied: visits.filter((visit) => satisfiedOf(visit) === true),
  };
}

const isOf = (one: Counted, { type, field }: FormRow): boolean =>
  (type === null || one.type === type) && (field === null || one.field === field);

export function fillForm(form: MonthlyForm, month: string, sources: Sources): FilledForm {
  const counted = countedOf(sources);
  const cells = form.rows.map((row) =>
    form.columns.map(({ measure }) => counted[measure].filter((one) => isOf(one, row)).length),
  );
  return { form, month, cells };
}
