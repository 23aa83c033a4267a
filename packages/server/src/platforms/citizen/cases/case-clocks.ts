/** Clocks of a case that are due by our rules; that of another hotline runs beside them under its name. */
export const OUR_CLOCKS = ['first_response', 'answer', 'closing'] as const;
/** What waits while the answer waits: a pause or an extension is of both. */
export const ANSWERING = ['answer', 'closing'] as const;

/** The clock of a round: the first one has its bare name. */
export const codeOf = (name: string, round: number): string => (round === 1 ? name : `${name}:${round}`);
