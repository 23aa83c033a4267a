import { createStore } from '../../ui/store.ts';

interface Asking {
  answer(reason: string | null): void;
}

/** The reason that an act waits for; a dialog shows it while there is one. */
export const askingStore = createStore<Asking | null>(null);

/** Asks why something is done. @returns null when it is not done after all */
export const askReason = (): Promise<string | null> =>
  new Promise((resolve) => {
    askingStore.set({
      answer(reason) {
        askingStore.set(null);
        resolve(reason);
      },
    });
  });
