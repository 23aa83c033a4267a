import { useEffect, useRef, useState } from 'react';

/** A value that is followed at once, and then at most once in a while, also while it never rests: what is asked as somebody types. */
export function useThrottled<T>(value: T, every_ms: number): T {
  const [followed, setFollowed] = useState(value);
  const last_ms = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const follow = () => {
      last_ms.current = performance.now();
      setFollowed(value);
    };
    const timer = setTimeout(follow, Math.max(0, last_ms.current + every_ms - performance.now()));
    return () => clearTimeout(timer);
  }, [value, every_ms]);
  return followed;
}
