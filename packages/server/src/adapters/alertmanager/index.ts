import type { ForeignAlerts } from '../../platform.ts';

const PATIENCE_MS = 10_000;

/** A real Alertmanager by its base URL; null without one. */
export function createAlertmanager(url: string | undefined): ForeignAlerts | null {
  if (url === undefined) return null;
  const address = `${url.replace(/\/$/, '')}/api/v2/alerts`;
  return {
    async post(alerts) {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alerts),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (!answer.ok) throw new Error(`Alertmanager answered ${answer.status}: ${await answer.text()}`);
    },
  };
}
