import type { Terminal, TerminalEntry } from './model.ts';
import { comparablePhone, normalPlate } from './normal-form.ts';
import type { TerminalIndex } from './terminal-index.ts';

/** What registering one entry of a roster comes to. */
export interface PlannedTerminal {
  readonly terminal: Terminal;
  /** The terminal of its phone until now. */
  readonly before: Terminal | undefined;
  /** Another terminal that speaks for its plate until now, and is replaced unless the roster moves it too. */
  readonly holder: Terminal | undefined;
}

export interface RegistrationPlan {
  readonly planned: readonly PlannedTerminal[];
  /** All that is to be saved, one of a phone. */
  readonly rows: readonly Terminal[];
}

/**
 * How a roster is registered: the vehicle of a plate stays its vehicle whatever terminal it has; a terminal whose plate is
 * new keeps its vehicle (it was given another plate) unless an entry of the roster claims that by its plate.
 */
export function planRegistration(
  index: TerminalIndex,
  entries: readonly TerminalEntry[],
  { now_ms, randomCode }: { now_ms: number; randomCode: () => string },
): RegistrationPlan {
  const spelt = entries.map(inNormalForm);
  const holders = spelt.map(({ plate }) => index.findByPlate(plate));
  const claimed = new Set(holders.map((holder) => holder?.vehicle));
  const vehicleOf = (entry: TerminalEntry): number => {
    const own = index.findByPhone(entry.phone);
    const keeps = own?.status === 'registered' && !claimed.has(own.vehicle);
    const vehicle = keeps ? own.vehicle : (index.findResting(entry.plate) ?? index.nextVehicle());
    claimed.add(vehicle);
    return vehicle;
  };
  const planned = spelt.map((entry, i): PlannedTerminal => {
    const before = index.findByPhone(entry.phone);
    const holder = holders[i]?.phone === entry.phone ? undefined : holders[i];
    const known = holders[i] ?? before;
    const vehicle = holders[i]?.vehicle ?? vehicleOf(entry);
    const terminal: Terminal = {
      ...entry,
      vehicle,
      protocol: known?.protocol ?? null,
      auth_code: before?.auth_code || randomCode(),
      status: 'registered',
      first_seen_ms: known?.first_seen_ms ?? now_ms,
      last_seen_ms: now_ms,
      attempts: known?.attempts ?? 0,
      address: before?.address ?? '',
    };
    return { terminal, before, holder };
  });
  return { planned, rows: rowsOf(planned) };
}

/** Nothing but what is registered: an entry may carry more, as the row of its file. */
function inNormalForm(entry: TerminalEntry): TerminalEntry {
  const { plate_colour, vehicle_class, source, terminal_id, maker, model } = entry;
  const [phone, plate] = [comparablePhone(entry.phone), normalPlate(entry.plate)];
  return { phone, plate, plate_colour, vehicle_class, source, terminal_id, maker, model };
}

function rowsOf(planned: readonly PlannedTerminal[]): Terminal[] {
  const rows = new Map<string, Terminal>();
  for (const { holder } of planned) if (holder) rows.set(holder.phone, { ...holder, status: 'replaced' });
  for (const { terminal } of planned) rows.set(terminal.phone, terminal);
  return [...rows.values()];
}
