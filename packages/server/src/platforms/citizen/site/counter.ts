/** Keys counted at once; beyond it those that were not seen for the longest time are forgotten first. */
const MOST_KEYS = 50_000;

interface Count {
  n: number;
  ends_ms: number;
}

/**
 * Counts by key within windows of time, in memory: it begins again at a restart, which costs an attacker more than it
 * gives. Each key's window begins with its first count.
 */
export function createCounter(now: () => number, most_keys = MOST_KEYS) {
  const counts = new Map<string, Count>();
  const find = (key: string): Count | undefined => {
    const count = counts.get(key);
    return count && count.ends_ms > now() ? count : undefined;
  };
  return {
    read: (key: string): number => find(key)?.n ?? 0,
    /** When the window of a key ends; now where none runs. */
    endOf: (key: string): number => find(key)?.ends_ms ?? now(),
    add(key: string, window_ms: number): void {
      const count = find(key) ?? { n: 0, ends_ms: now() + window_ms };
      count.n++;
      counts.delete(key);
      counts.set(key, count);
      if (counts.size > most_keys) counts.delete(counts.keys().next().value as string);
    },
  };
}

export type Counter = ReturnType<typeof createCounter>;
