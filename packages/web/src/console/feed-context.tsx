import type { LiveTopic } from '@opentocc/contract';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { type CityFeed, createCityFeed } from '../ui/live/city-feed.ts';
import { useSession } from './features/accounts/session.ts';

const FeedContext = createContext<CityFeed | null>(null);

/** What each topic of the live channel asks for, as the server declares it. */
const TOPICS: readonly (readonly [LiveTopic, string])[] = [
  ['links', 'map:read'],
  ['vehicles', 'vehicles:read'],
  ['indices', 'indices:read'],
];

/** Holds one live channel for all pages of the console, of the topics that its reader may hear. */
export function FeedProvider({ children }: { children: ReactNode }) {
  const { permissions } = useSession();
  const allowed = TOPICS.filter(([, needed]) => permissions.includes(needed))
    .map(([topic]) => topic)
    .join(',');
  const [feed, setFeed] = useState<CityFeed | null>(null);
  useEffect(() => {
    const opened = createCityFeed(allowed.split(',').filter(Boolean) as LiveTopic[]);
    setFeed(opened);
    return () => opened.close();
  }, [allowed]);
  return feed && <FeedContext value={feed}>{children}</FeedContext>;
}

/** @throws outside a {@link FeedProvider}. */
export function useFeed(): CityFeed {
  const feed = use(FeedContext);
  if (!feed) throw new Error('no live feed around this component');
  return feed;
}
