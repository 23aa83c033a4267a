import type { ControllerAnswer } from '@opentocc/contract';
import type { SyncWithPlatform } from './gate-agent.ts';

const PATIENCE_MS = 15_000;

export interface PlatformAddress {
  /** Base URL without a slash at the end. */
  readonly url: string;
  readonly lock: string;
  readonly secret: string;
}

/** The platform over HTTP. @throws Error with what it answered, when that is not a success */
export function syncOver({ url, lock, secret }: PlatformAddress): SyncWithPlatform {
  return async (report) => {
    const answer = await fetch(`${url}/api/v1/freight/gate-locks/${encodeURIComponent(lock)}/sync`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify(report),
      signal: AbortSignal.timeout(report.wait_ms + PATIENCE_MS),
    });
    if (!answer.ok)
      throw new Error(`the platform answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    return (await answer.json()) as ControllerAnswer;
  };
}
