import type { PlatformRequests } from '@opentocc/contract';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';

/** Names of platforms by the number of their source; the number itself of one that is not registered any more. */
export function useNameOf(platforms: PlatformRequests['platforms']): (source: number) => string {
  const language = useStore(languageStore);
  return (source) => platforms.find((one) => one.source === source)?.name[language] ?? `${source}`;
}
