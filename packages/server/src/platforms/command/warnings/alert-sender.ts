import type { Warning } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import type { Clock } from '../../../kit/clock.ts';
import type { ForeignAlerts } from '../../../platform.ts';
import { annotationsOf } from './alertmanager-routes.ts';
import { isOpen } from './model.ts';
import type { Warnings } from './service.ts';

/** What is not delivered again is over there after so long: longer than a short break of the way. */
const LASTS_MS = 5 * MINUTE_MS;
/** Ended ones are said so for so long. */
const ENDED_MS = 15 * MINUTE_MS;
/** Alerts of one request. */
const MOST = 1_000;

interface SenderDeps {
  readonly alertmanager: ForeignAlerts;
  readonly service: Pick<Warnings, 'desk'>;
  readonly clock: Clock;
}

/**
 * Tells a foreign Alertmanager what burns and what has just ended, all of it each time: nothing is lost by a break. What
 * came from one is not sent back.
 */
export function createAlertSender({ alertmanager, service, clock }: SenderDeps): () => Promise<void> {
  return async () => {
    const now_ms = clock.now();
    const { book } = service.desk;
    const all = [...book.listOpen(), ...book.listEnded(now_ms - ENDED_MS)]
      .filter(({ origin }) => origin !== 'alertmanager')
      .map((warning) => postedOf(warning, now_ms));
    for (let i = 0; i < all.length; i += MOST) await alertmanager.post(all.slice(i, i + MOST));
  };
}

/** Labels are what an alert is there: the level may change, and is an annotation beside the severity of now. */
function postedOf(warning: Warning, now_ms: number) {
  const ends_ms = isOpen(warning) ? now_ms + LASTS_MS : (warning.ended_ms ?? now_ms);
  return {
    labels: { ...warning.labels, tocc_warning: String(warning.id) },
    annotations: annotationsOf(warning),
    startsAt: new Date(warning.began_ms).toISOString(),
    endsAt: new Date(ends_ms).toISOString(),
    generatorURL: `/warnings/${warning.id}`,
  };
}
