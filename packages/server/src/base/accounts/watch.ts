import type { Session } from '@opentocc/contract';
import type { Acting } from '../../kit/acting.ts';
import type { Clock } from '../../kit/clock.ts';
import type { AuditSink } from '../audit/index.ts';
import type { Sessions } from './sessions.ts';

interface Deps {
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly audit: AuditSink;
}

/** A watch: who watches the city does not touch the screen, and is not signed out for it until the shift ends. */
export class Watch {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Begins the watch of a session, or changes when it ends.
   * @param hours from now; the session's own end comes first
   */
  async begin(acting: Acting, token: string, hours: number): Promise<Session> {
    const end_ms = Math.min(this.#deps.clock.now() + hours * 3_600_000, acting.session.expires_ms);
    await this.#deps.sessions.watch(token, end_ms);
    await this.#audit(acting, 'session.watch-on', { until: new Date(end_ms).toISOString() });
    return { ...acting.session, watch_until_ms: end_ms };
  }

  async end(acting: Acting, token: string): Promise<Session> {
    await this.#deps.sessions.watch(token, null);
    await this.#audit(acting, 'session.watch-off');
    return { ...acting.session, watch_until_ms: null };
  }

  #audit({ session, address }: Acting, action: string, detail?: Record<string, string>): Promise<void> {
    const { principal, account: actor } = session;
    return this.#deps.audit.record({
      ...{ principal, actor, address, action, target: principal, result: 'done' },
      ...(detail && { detail }),
    });
  }
}
