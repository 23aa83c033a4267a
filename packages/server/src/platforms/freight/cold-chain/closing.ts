import type { ColdCause } from '@opentocc/contract';
import { endBreach } from '@opentocc/core/freight';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import { coldErrors } from './errors.ts';
import { authorOf, type WarningRow } from './model.ts';
import { note } from './noting.ts';
import { isWithin, unitsOf } from './reach.ts';
import type { ColdQueries, ColdStore } from './store.ts';

export interface Closing {
  readonly version: number;
  readonly cause: ColdCause;
  readonly note: string;
}

/** Closes a warning with its cause; a breach that goes on, or of which nobody knows the end, is over by that. */
export function closeWarning(
  { store, clock }: { readonly store: ColdStore; readonly clock: Clock },
  acting: Acting,
  id: number,
  closing: Closing,
): Promise<void> {
  return store.transaction(async (tx) => {
    const queries = store.of(tx);
    const consignment = (await queries.findWarning(id))?.consignment;
    const row = consignment === undefined ? undefined : await queries.hold(consignment);
    if (!row || !isWithin(unitsOf(acting.session, 'cold-chain:handle'), row.firm))
      throw coldErrors.unknown_warning({ id });
    const warning = await requireOpen(queries, id, closing.version);
    const by = authorOf(acting, clock.now());
    if (warning.rule !== null && warning.over_ms === null)
      await queries.saveSupervision(row.id, endBreach(row.supervision, warning.rule.id));
    const { cause, note: said } = closing;
    await queries.saveWarning({
      ...{ ...warning, cause, note: said, over_ms: warning.over_ms ?? by.at_ms },
      ...{ closed_ms: by.at_ms, closed_by: by.actor },
    });
    await note(queries, row.id, by, 'warning_closed', {
      zh: `预警销号（${warning.text.zh}）：${said}`,
      en: `Warning closed (${warning.text.en}): ${said}`,
    });
  });
}

async function requireOpen(queries: ColdQueries, id: number, seen: number): Promise<WarningRow> {
  const warning = await queries.holdWarning(id);
  if (!warning) throw coldErrors.unknown_warning({ id });
  if (warning.closed_ms !== null) throw coldErrors.warning_closed({ id });
  if (warning.version !== seen) throw coldErrors.changed({ id, now: warning.version, seen });
  return warning;
}
