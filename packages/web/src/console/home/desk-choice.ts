/** A card and whether it lies on the desk. */
export interface Placed {
  readonly id: string;
  readonly isShown: boolean;
}

/**
 * The cards of a desk in the order and as its owner has put them; cards that have come since lie behind, as they do at first.
 * @param first the cards that there are, as they lie at first
 * @param stored what the owner chose, as {@link textOf} wrote it; null before any choice
 */
export function placedBy(first: readonly Placed[], stored: string | null): readonly Placed[] {
  const chosen = (stored ?? '')
    .split('\n')
    .map((line) => ({ id: line.slice(1), isShown: line.startsWith('+') }))
    .filter(({ id }) => first.some((card) => card.id === id));
  const added = first.filter(({ id }) => !chosen.some((card) => card.id === id));
  return [...chosen, ...added];
}

/** The way back from {@link placedBy}: a line for each card, `+` where it is shown. */
export const textOf = (placed: readonly Placed[]): string =>
  placed.map(({ id, isShown }) => `${isShown ? '+' : '-'}${id}`).join('\n');

/** The cards with one of them a place further up or down. */
export function moved(placed: readonly Placed[], id: string, by: -1 | 1): readonly Placed[] {
  const from = placed.findIndex((card) => card.id === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= placed.length) return placed;
  const next = [...placed];
  [next[from], next[to]] = [placed[to], placed[from]];
  return next;
}
