import { useEffect } from 'react';

/** Asks the computer not to darken the screen while somebody watches; again whenever the page comes back into view. */
export function useScreenAwake(isWatched: boolean): void {
  useEffect(() => {
    if (!isWatched || !('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    const ask = async () => {
      if (document.visibilityState !== 'visible' || isOver) return;
      lock = await navigator.wakeLock.request('screen').catch(() => null); // a battery that runs low refuses
      if (isOver) await lock?.release();
    };
    void ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  }, [isWatched]);
}
