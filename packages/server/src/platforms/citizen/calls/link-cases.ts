import { type ErrorLog, guarded } from '../../../kit/unattended.ts';
import type { CasesModule, NewEntry } from '../cases/index.ts';
import type { Calls } from './service.ts';

/** Ties calls to the cases that are made of them: the number goes into the case, the case's number onto the call. */
export function linkCases(
  { cases, callers }: Pick<CasesModule, 'cases' | 'callers'>,
  calls: Calls,
  log: ErrorLog,
): void {
  callers.use(calls.numberOfCall);
  cases.within(async (tx, changes) => {
    for (const { call, number } of changes.flatMap(({ entries }) => callsIn(entries)))
      await calls.link(tx, call, number);
  });
  const show = guarded(log, 'the case of a call', (entries: readonly NewEntry[]) =>
    Promise.all(callsIn(entries).map(({ call }) => calls.show(call))),
  );
  cases.changes.subscribe(({ entries }) => show(entries));
}

/** Calls of which cases were made. */
function callsIn(entries: readonly NewEntry[]): { readonly call: string; readonly number: string }[] {
  return entries.flatMap(({ kind, detail }) =>
    kind === 'received' && typeof detail?.call === 'string'
      ? [{ call: detail.call, number: String(detail.number) }]
      : [],
  );
}
