import type { Clock } from '../../kit/clock.ts';
import { REGISTER_RESULT, type Registration, type Source, type Terminal, UNKNOWN_SOURCE } from './model.ts';
import { comparablePhone, normalPlate } from './normal-form.ts';
import type { TerminalBook } from './terminal-book.ts';

/** The registry as the gateway needs it: answers at once, from memory. */
export interface TerminalDirectory {
  /** @returns the result of 0x8100, and the code when it is 0. An unknown terminal is listed for approval. */
  register(registration: Registration): { readonly result: number; readonly code?: string };
  /** A terminal that has not shown its code says where it is, degrees; remembered while it waits for a person. */
  claimPlace(phone: string, lon: number, lat: number): void;
  /** @returns the terminal, when it is registered and the code is its own. */
  authenticate(phone: string, code: string): Terminal | undefined;
}

export interface TerminalDirectoryDeps {
  readonly book: TerminalBook;
  readonly clock: Clock;
  readonly findSource: (id: number) => Source | undefined;
}

/** Answers terminals that register and show their code. */
export function createTerminalDirectory({
  book,
  clock,
  findSource,
}: TerminalDirectoryDeps): TerminalDirectory {
  const isLetIn = ({ status, source }: Terminal): boolean =>
    status === 'registered' && !findSource(source)?.retired_ms;

  return {
    register(stated) {
      const said = inNormalForm(stated);
      const known = book.index.findByPhone(said.phone);
      if (!known || !isLetIn(known)) {
        if (known?.status !== 'registered') listForApproval(book, clock, said);
        return { result: REGISTER_RESULT.no_such_terminal };
      }
      const result = resultOf(said, known, book.index.findByPlate(said.plate));
      if (result !== REGISTER_RESULT.ok) {
        book.mismatches.note(said, result);
        return { result };
      }
      book.mismatches.settle(said.phone);
      const { version: protocol, maker, model, terminal_id, address } = said;
      book.note({ ...known, protocol, maker, model, terminal_id, address, last_seen_ms: clock.now() });
      return { result, code: known.auth_code };
    },
    claimPlace(phone, lon, lat) {
      book.claims.note(comparablePhone(phone), { lon, lat, at_ms: clock.now() });
    },
    authenticate(phone, code) {
      const terminal = book.index.findByPhone(comparablePhone(phone));
      return terminal && isLetIn(terminal) && terminal.auth_code === code ? terminal : undefined;
    },
  };
}

/** Puts an unknown terminal on the list of those that wait, or counts that a refused one asked again. */
function listForApproval(book: TerminalBook, clock: Clock, said: Registration): void {
  const known = book.index.findByPhone(said.phone);
  const now = clock.now();
  const attempts = (known?.attempts ?? 0) + 1;
  if (known?.status === 'refused') {
    book.note({ ...known, last_seen_ms: now, attempts });
    return;
  }
  const leaver = known?.status === 'pending' ? undefined : book.waiting.leaverFor(said.address);
  if (leaver) book.drop(leaver);
  const { version: protocol, ...identity } = said;
  book.note({
    ...identity,
    protocol,
    vehicle: known && normalPlate(known.plate) === said.plate ? known.vehicle : 0,
    vehicle_class: known?.vehicle_class ?? 'other',
    source: UNKNOWN_SOURCE,
    auth_code: '',
    status: 'pending',
    first_seen_ms: known?.first_seen_ms ?? now,
    last_seen_ms: now,
    attempts,
  });
}

function inNormalForm(said: Registration): Registration {
  return { ...said, phone: comparablePhone(said.phone), plate: normalPlate(said.plate) };
}

function resultOf(said: Registration, known: Terminal, holder: Terminal | undefined): number {
  if (holder && holder.phone !== known.phone) return REGISTER_RESULT.vehicle_taken;
  if (normalPlate(known.plate) !== said.plate) return REGISTER_RESULT.no_such_vehicle;
  const isOther = known.terminal_id !== '' && known.terminal_id !== said.terminal_id;
  return isOther ? REGISTER_RESULT.terminal_taken : REGISTER_RESULT.ok;
}
