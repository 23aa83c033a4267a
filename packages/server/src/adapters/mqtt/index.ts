import { createHash } from 'node:crypto';
import type { ReportBroker } from '../../base/detectors/index.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import { EmbeddedBroker } from './embedded-broker.ts';
import { OutsideBroker } from './outside-broker.ts';

export { EmbeddedBroker } from './embedded-broker.ts';
export { OutsideBroker } from './outside-broker.ts';

export interface MqttConfig {
  /** Where the broker of this process listens. */
  readonly host: string;
  readonly port: number;
  /** A broker elsewhere, in its place. */
  readonly url: string | undefined;
}

export interface ReportBrokerDeps {
  /** Of the installation, by which an outside broker knows it again. */
  readonly name: string;
  /** Connections that the broker of this process may hold. */
  readonly connections: number;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The broker elsewhere where one is configured, else one in this process. */
export function createReportBroker(
  { host, port, url }: MqttConfig,
  { name, connections, clock, log }: ReportBrokerDeps,
): ReportBroker {
  if (url === undefined) return new EmbeddedBroker({ host, port, clock, log, limits: { connections } });
  const client_id = `opentocc-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
  return new OutsideBroker({ url, client_id, clock, log });
}
