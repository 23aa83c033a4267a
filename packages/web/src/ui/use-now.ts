import { useEffect, useState } from 'react';
import { onClockCorrected, platformNow } from './platform-clock.ts';

/** The time of the platform, read again every `period_ms` and when the clock is corrected. */
export function useNow(period_ms: number): number {
  const [now_ms, setNow] = useState(platformNow);
  useEffect(() => {
    const read = () => setNow(platformNow());
    const timer = setInterval(read, period_ms);
    const end = onClockCorrected(read);
    return () => {
      clearInterval(timer);
      end();
    };
  }, [period_ms]);
  return now_ms;
}
