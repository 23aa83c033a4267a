import type { ComponentType } from 'react';
import { addTexts } from '../ui/i18n/index.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { reloadIfUpgraded } from '../ui/new-version.ts';
import type { Feature } from './feature.ts';

const added = new Map<string, Promise<void>>();

/** Adds the texts of a feature, once. What could not be fetched is fetched again the next time. */
function ensureTexts({ name, texts }: Feature): Promise<void> {
  const known = added.get(name);
  if (known || !texts) return known ?? Promise.resolve();
  const adding = texts().then((loaded) => addTexts(name, loaded));
  added.set(name, adding);
  adding.catch(() => added.delete(name));
  return adding;
}

/**
 * A part that could not be fetched, in words of our own: by the browser's words the router would reload the page, and
 * without a network nothing would be left of the console. After an upgrade the part is gone for good, and the page is
 * reloaded.
 */
export const orMissing = <T>(loading: Promise<T>): Promise<T> =>
  loading.catch(async (cause: unknown) => {
    await reloadIfUpgraded();
    throw new Error('A part of the console could not be loaded.', { cause });
  });

/** A part of a feature together with its words. */
export async function loadPart<P>(
  feature: Feature,
  load: () => Promise<ComponentType<P>>,
): Promise<ComponentType<P>> {
  const [Part] = await orMissing(Promise.all([load(), ensureTexts(feature)]));
  return Part;
}

/** {@link loadPart} as a component that loads when it is first drawn. */
export const featurePart = <P extends object>(
  feature: Feature,
  load: () => Promise<ComponentType<P>>,
): ComponentType<P> => lazyPart(() => loadPart(feature, load));
