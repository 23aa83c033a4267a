import { useEffect } from 'react';
import { loadPart } from './feature-parts.ts';
import { FEATURES } from './features.ts';

/** Left to the first page before others are fetched, ms. */
const SETTLED_MS = 4000;

/**
 * Fetches the pages that one may open, one after the other while nothing else is to be done, so that a change of page
 * works even when the network is gone by then. Not where the browser is asked to save data.
 */
export function usePrefetch(permissions: readonly string[]): void {
  useEffect(() => {
    if (savesData()) return;
    let isOver = false;
    const timer = setTimeout(async () => {
      for (const load of pagesFor(permissions)) {
        await idle();
        if (isOver) return;
        await load().catch(() => undefined); // shown when the page is opened
      }
    }, SETTLED_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [permissions]);
}

function pagesFor(permissions: readonly string[]) {
  const mayOpen = ({ authority }: { readonly authority?: string }) =>
    authority === undefined || permissions.includes(authority);
  return FEATURES.flatMap((feature) =>
    [...(feature.pages ?? []), ...(feature.tabs ?? [])].filter(mayOpen).map(
      ({ load }) =>
        () =>
          loadPart(feature, load),
    ),
  );
}

const savesData = (): boolean =>
  (navigator as { readonly connection?: { readonly saveData?: boolean } }).connection?.saveData === true;

/** Resolves when the browser has time; Safari, which does not tell, gets a moment. */
const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 2000 });
    else setTimeout(resolve, 200);
  });
