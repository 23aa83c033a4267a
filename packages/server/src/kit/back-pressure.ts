/** Whoever takes something in waits here until all who process it have room. */
export interface BackPressure {
  /** @param room resolves when there is room for more */
  add(room: () => Promise<void>): void;
  /** Resolves when everybody has room. */
  room(): Promise<void>;
}

export function createBackPressure(): BackPressure {
  const rooms: (() => Promise<void>)[] = [];
  return {
    add: (room) => void rooms.push(room),
    async room() {
      for (const room of rooms) await room();
    },
  };
}
