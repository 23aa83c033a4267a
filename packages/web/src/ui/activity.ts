/** A request this long after the last touch is still its consequence. */
const CONSEQUENCE_MS = 60_000;
const SIGNS = ['pointerdown', 'keydown', 'wheel'] as const;

/** Distinguishes what somebody does from what an open page requests by itself, which must not prolong a session. */
export function watchActivity(page: EventTarget, now: () => number): () => boolean {
  let touched_ms = now();
  const touch = () => {
    touched_ms = now();
  };
  for (const sign of SIGNS) page.addEventListener(sign, touch, { capture: true, passive: true });
  return () => now() - touched_ms < CONSEQUENCE_MS;
}
