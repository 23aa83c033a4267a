/** What the address of the desk chooses. */
export interface SituationSearch {
  readonly situation?: number;
  /** Those that are over too. */
  readonly all?: true;
}

/** The choice in an address; what is no number chooses nothing. */
export function searchOf({ situation, all }: Record<string, unknown>): SituationSearch {
  const id = Number(situation);
  return {
    ...(Number.isInteger(id) && id > 0 && { situation: id }),
    ...((all === true || all === 'true') && { all: true as const }),
  };
}
