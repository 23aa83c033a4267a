import type { Figures } from '@opentocc/contract';
import { satisfiedOf } from '../visits/index.ts';
import { count } from './counting.ts';
import type { Fact } from './fact.ts';
import type { FigureDefinition, Sources } from './figures.ts';
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

/** How many things of a type and a field count for a measure. */
class Counts {
  readonly #counts = new Map<string, { type: string; field: string; measure: Measure; n: number }>();

  add(measure: Measure, type: string, field: string): void {
    const key = `${measure} ${type} ${field}`;
    const known = this.#counts.get(key);
    if (known) known.n++;
    else this.#counts.set(key, { type, field, measure, n: 1 });
  }

  of(measure: Measure, row: FormRow): number {
    let sum = 0;
    for (const { type, field, measure: of, n } of this.#counts.values())
      if (of === measure && (row.type ?? type) === type && (row.field ?? field) === field) sum += n;
    return sum;
  }
}

function countFact(counts: Counts, fact: Fact, { from_ms, to_ms }: Sources): void {
  if (fact.is_left_out) return;
  const { type, field, at_once, dispatches, received_ms, closing_finished_ms, closing_due_ms } = fact;
  const add = (measure: Measure) => counts.add(measure, type, field);
  if (received_ms >= from_ms && received_ms < to_ms) {
    add('received');
    if (at_once) add('at_once');
    if (dispatches > 0) add('dispatched');
  }
  if (closing_finished_ms === null || closing_finished_ms < from_ms || closing_finished_ms >= to_ms) return;
  add('closed');
  if (closing_due_ms === null || closing_finished_ms <= closing_due_ms) add('closed_in_time');
}

/** Cases of the month are those received in it; what happened is of when it happened. */
export async function fillForm(form: MonthlyForm, month: string, sources: Sources): Promise<FilledForm> {
  const counts = new Counts();
  const judges: FigureDefinition['judges'] = {
    facts: (fact) => countFact(counts, fact, sources),
    visits(visit) {
      counts.add('visited', visit.type, visit.field);
      if (satisfiedOf(visit) === true) counts.add('satisfied', visit.type, visit.field);
    },
  };
  await count(sources, [{ judges, take: () => undefined }]);
  const cells = form.rows.map((row) => form.columns.map(({ measure }) => counts.of(measure, row)));
  return { form, month, cells };
}
