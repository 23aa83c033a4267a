/** A version of one situation, as who acts knows it. */
export interface KnownVersion {
  readonly id: number;
  readonly version: number;
}

/**
 * Acts of one person one after another, each on the version that the one before left: keys are pressed faster than answers
 * come, and an act on the version before one's own last act would be refused. What others changed meanwhile is still refused.
 */
export function createActsInTurn() {
  let turn: Promise<unknown> = Promise.resolve();
  let left: KnownVersion | null = null;
  /**
   * @param seen what the screen showed when the key was pressed
   * @param work does it on a version; gives what it left, or undefined where it was refused
   */
  return (
    seen: KnownVersion,
    work: (version: number) => Promise<KnownVersion | undefined>,
  ): Promise<void> => {
    const next = turn.then(async () => {
      const own = left?.id === seen.id ? left.version : 0;
      left = (await work(Math.max(seen.version, own))) ?? null;
    });
    turn = next.catch(() => undefined);
    return next;
  };
}
