/** What the address of the list of plans chooses. */
export interface PlansSearch {
  /** The situation from whose page somebody came to choose a plan. */
  readonly situation?: number;
}

/** The choice in an address; what is no number chooses nothing. */
export function plansSearch({ situation }: Record<string, unknown>): PlansSearch {
  const id = Number(situation);
  return Number.isInteger(id) && id > 0 ? { situation: id } : {};
}
