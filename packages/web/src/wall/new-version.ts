import { useEffect } from 'react';
import { isUpgraded } from '../ui/new-version.ts';

const PERIOD_MS = 60_000;

/** Reloads the wall when the server has another build of it, so that nobody has to climb up to a screen. */
export function useReloadOnNewVersion(): void {
  useEffect(() => {
    const timer = setInterval(async () => {
      if (await isUpgraded('/wall.html')) location.reload();
    }, PERIOD_MS);
    return () => clearInterval(timer);
  }, []);
}
