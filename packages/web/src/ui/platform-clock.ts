import { createStore } from './store.ts';

/** Time of the platform minus time of this screen, ms. */
const offset = createStore(0);

/** What time it is at the platform, UTC ms: the clock of a screen may be wrong, and then asks for the wrong hours. */
export const platformNow = (): number => Date.now() + offset.get();

/** @returns what ends the subscription to corrections of the clock. */
export const onClockCorrected = (listener: () => void): (() => void) => offset.subscribe(listener);

/**
 * Sets the clock by what the platform says. @param server_ms its time now
 * @param error_ms how far this may be off: what agrees within it is no reason to move
 */
export function setPlatformTime(server_ms: number, error_ms = 0): void {
  const next_ms = server_ms - Date.now();
  if (Math.abs(next_ms - offset.get()) > error_ms) offset.set(next_ms);
}

/** Half a second around what the header `date` says, which has whole seconds, and a little for the way. */
const HEADER_ERROR_MS = 1_000;

/**
 * The same from an answer that was not stored on its way: pages without the live channel have the platform's time too.
 * @param took_ms from the request to the answer
 */
export function setPlatformTimeBy({ headers }: Response, took_ms: number): void {
  if (headers.get('cache-control') !== 'no-store') return;
  const said_ms = Date.parse(headers.get('date') ?? '');
  if (Number.isFinite(said_ms)) setPlatformTime(said_ms + 500 + took_ms / 2, HEADER_ERROR_MS + took_ms / 2);
}
