/**
 * What brings memory in step with the database, one reading at a time: of two at once, the one that began first may end last,
 * and what it read is older. Who asks while one is under way waits for the next, which sees all that was written before.
 * @param read reads and takes over what it read
 */
export function createReload(read: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const begin = (): Promise<void> => {
    running = read().finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    // One that waits for its turn comes first: between the end of one reading and the begin of the next nobody begins another.
    if (next !== null) return next;
    if (running === null) return begin();
    next = running
      .catch(() => undefined) // who asked for that one hears of it
      .then(() => {
        next = null;
        return begin();
      });
    return next;
  };
}
