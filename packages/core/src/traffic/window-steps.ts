/** Windows that end at a full step do not overlap: what is learnt is learnt from them, and no pass counts twice. */
export const STEP_MS = 300_000;

/** Share of what was learnt that stays after a step: 1/e after an hour. Assumed. */
export const RETAINED_PER_STEP = Math.exp(-STEP_MS / 3_600_000);

/** Whether a window ends at a full step. */
export function isStep(window_end_ms: number): boolean {
  return window_end_ms % STEP_MS === 0;
}
