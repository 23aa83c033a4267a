import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { type CityFeed, createCityFeed } from '../ui/live/city-feed.ts';

const FeedContext = createContext<CityFeed | null>(null);

/** Holds one live channel for all pages of the console. */
export function FeedProvider({ children }: { children: ReactNode }) {
  const [feed, setFeed] = useState<CityFeed | null>(null);
  useEffect(() => {
    const opened = createCityFeed();
    setFeed(opened);
    return () => opened.close();
  }, []);
  return feed && <FeedContext value={feed}>{children}</FeedContext>;
}

/** @throws outside a {@link FeedProvider}. */
export function useFeed(): CityFeed {
  const feed = use(FeedContext);
  if (!feed) throw new Error('no live feed around this component');
  return feed;
}
