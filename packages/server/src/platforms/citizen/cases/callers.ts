/** In full the number from which a call came; null where it is withheld or not known. */
export type NumberOfCall = (call: string) => Promise<string | null>;

/** Whom a case by a call is of, where the agent did not type it: the module of calls says what the switchboard knows. */
export function createCallerBook() {
  let numberOf: NumberOfCall = async () => null;
  return {
    use(source: NumberOfCall): void {
      numberOf = source;
    },
    /** Who asks, with the number of the call where none was given. */
    async filled<A extends { readonly phone: string | null }>(asker: A, call: string | null): Promise<A> {
      return asker.phone !== null || call === null ? asker : { ...asker, phone: await numberOf(call) };
    },
  };
}

export type CallerBook = ReturnType<typeof createCallerBook>;
