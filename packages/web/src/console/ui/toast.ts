import { createStore } from '../../ui/store.ts';

type Kind = 'done' | 'info' | 'warning' | 'error';

/** What was just done or refused, in words. */
interface Toast {
  readonly kind: Kind;
  readonly text: string;
}

/** What is said now; null while nothing is. Each replaces the one before. */
export const toastStore = createStore<Toast | null>(null);

/** How long each kind stands, ms: what went wrong is longer and is read twice. */
const SHOWN_MS: Readonly<Record<Kind, number>> = { done: 3000, info: 4000, warning: 6000, error: 8000 };

/** Says something in the bar over the page, where it covers nothing. */
export function toast(kind: Kind, text: string): void {
  const said = { kind, text };
  toastStore.set(said);
  setTimeout(() => {
    if (toastStore.get() === said) toastStore.set(null);
  }, SHOWN_MS[kind]);
}
