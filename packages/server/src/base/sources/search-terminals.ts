import { maskPlate, type Terminal } from './model.ts';
import { comparablePhone, normalPlate } from './normal-form.ts';

/** Digits without their leading zeros from which on a number typed with zeros is looked for without them. */
const TELLING_DIGITS = 4;

/**
 * Terminals whose plate or phone holds the fragment, in whatever spelling it was typed: those that start with it first.
 * Their order reveals no more of a plate than its mask does: by what is shown, then by vehicle.
 * @param inFull false for who sees masked plates: a part finds what the mask shows, the whole finds the vehicle.
 */
export function searchTerminals(
  terminals: readonly Terminal[],
  fragment: string,
  inFull: boolean,
): Terminal[] {
  const wanted = normalPlate(fragment);
  if (wanted === '') return [];
  const phone_wanted = comparablePhone(fragment);
  const found = terminals.flatMap((terminal) => {
    const plate = normalPlate(terminal.plate);
    const phone = comparablePhone(terminal.phone);
    const shown = inFull ? plate : normalPlate(maskPlate(plate));
    const isExact = plate === wanted || phone === phone_wanted;
    const startsPhone = inFull && phone_wanted.length >= TELLING_DIGITS && phone.startsWith(phone_wanted);
    const holds = shown.includes(wanted) || (inFull && phone.includes(wanted));
    if (!isExact && !startsPhone && !holds) return [];
    const isFirst =
      isExact || startsPhone || shown.startsWith(wanted) || (inFull && phone.startsWith(wanted));
    return [{ terminal, shown, rank: isFirst ? 0 : 1 }];
  });
  found.sort(
    (a, b) => a.rank - b.rank || compare(a.shown, b.shown) || a.terminal.vehicle - b.terminal.vehicle,
  );
  return found.map(({ terminal }) => terminal);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
