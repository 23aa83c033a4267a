/** Runs a piece of work when it is its turn. */
export type Limit = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs `running` at once, in the order in which they came, lets `waiting` wait, and refuses the rest with `busy`. */
export function createLimit(running: number, waiting: number, busy: () => Error): Limit {
  const queue: (() => void)[] = [];
  let active = 0;
  return async (work) => {
    if (active < running) active++;
    else {
      if (queue.length >= waiting) throw busy();
      await new Promise<void>((resolve) => queue.push(resolve));
    }
    try {
      return await work();
    } finally {
      // A turn is handed on rather than given back, so that nobody slips in between.
      const next = queue.shift();
      if (next) next();
      else active--;
    }
  };
}

/** Asks for a value once for all who ask with the same key while it is on its way. */
export function createJoin<T>(): (key: string, ask: () => Promise<T>) => Promise<T> {
  const asked = new Map<string, Promise<T>>();
  return (key, ask) => {
    const known = asked.get(key);
    if (known) return known;
    const answer = ask().finally(() => asked.delete(key));
    asked.set(key, answer);
    return answer;
  };
}
