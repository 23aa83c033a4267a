import { useEffect, useState } from 'react';

/** The time of this screen, read anew every `period_ms`. */
export function useNow(period_ms: number): number {
  const [now_ms, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), period_ms);
    return () => clearInterval(timer);
  }, [period_ms]);
  return now_ms;
}
