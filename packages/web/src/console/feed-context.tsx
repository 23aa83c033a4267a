import type { LiveTopic } from '@opentocc/contract';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { type CityFeed, createCityFeed } from '../ui/live/city-feed.ts';
import { topicsFor } from './feed-topics.ts';
import { useSession } from './session/session.ts';

const FeedContext = createContext<CityFeed | null>(null);

/** Holds one live channel for all pages of the console, of the topics that its reader may hear. */
export function FeedProvider({ children }: { children: ReactNode }) {
  const { permissions } = useSession();
  const allowed = topicsFor(permissions).join(',');
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
