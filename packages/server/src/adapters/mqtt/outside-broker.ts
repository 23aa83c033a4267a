import { DEVICE_CHANNELS, deviceTopicOf, reportTopicOf } from '@opentocc/contract';
import { connect, type MqttClient } from 'mqtt';
import type { ReportBroker, ReportIntake } from '../../base/detectors/index.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import { guarded } from '../../kit/unattended.ts';
import { InFlight } from './in-flight.ts';

export interface OutsideBrokerDeps {
  /** mqtt://user:password@host:port, or mqtts:// */
  readonly url: string;
  /** By which the broker knows this platform again, and holds back for it what it did not acknowledge. */
  readonly client_id: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Wait before the first attempt to reconnect; doubled up to a minute. */
  readonly reconnect_ms?: number;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'mqtt:': 1883,
  'mqtts:': 8883,
  'ws:': 80,
  'wss:': 443,
};
const LONGEST_WAIT_MS = 60_000;
/** The broker holds back reports for a platform that is away for so long, s. */
const SESSION_S = 86_400;
/** Messages that the broker may send before the first is acknowledged. */
const UNACKNOWLEDGED = 100;
const FINISH_MS = 5_000;
const TOPIC = new RegExp(`^${reportTopicOf('([a-z0-9-]{1,40})')}$`);
const DEVICE_TOPIC = /^tocc\/v1\/([a-z0-9-]{1,40})\/([a-z-]+)$/;
const TOPICS = [reportTopicOf('+'), ...DEVICE_CHANNELS.map((channel) => deviceTopicOf('+', channel))];

/**
 * Subscribes at a broker elsewhere, in MQTT 5 with QoS 1 and a session that outlives the connection: a message is
 * acknowledged once its report is durable, and comes again when this process dies before. Who may publish on which topic
 * is that broker's to decide.
 */
export class OutsideBroker implements ReportBroker {
  readonly #inFlight = new InFlight();
  #client: MqttClient | undefined;
  #since_ms: number;
  #reason: string | null = 'not connected yet';

  constructor(private readonly deps: OutsideBrokerDeps) {
    this.#since_ms = deps.clock.now();
  }

  async start(intake: ReportIntake): Promise<void> {
    const { url, client_id, log, reconnect_ms = 1000 } = this.deps;
    const client = connect(url, {
      protocolVersion: 5,
      clientId: client_id,
      clean: false,
      properties: { sessionExpiryInterval: SESSION_S, receiveMaximum: UNACKNOWLEDGED },
      reconnectPeriod: reconnect_ms,
      connectTimeout: 10_000,
      keepalive: 30,
    });
    this.#client = client;
    client.handleMessage = ({ topic, payload }, done) => {
      const code = TOPIC.exec(topic)?.[1];
      const [, source, name] = DEVICE_TOPIC.exec(topic) ?? [];
      const channel = DEVICE_CHANNELS.find((each) => each === name);
      const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
      if (code !== undefined)
        this.#inFlight.add(intake.receive(code, bytes), (error) => done(error ?? undefined));
      else if (channel)
        this.#inFlight.add(intake.receiveOn(channel, source, bytes), (error) => done(error ?? undefined));
      else done();
    };
    client.on(
      'connect',
      guarded(log, 'the MQTT broker is there', () => this.#subscribe(client)),
    );
    client.on(
      'close',
      guarded(log, 'the MQTT broker is away', () => this.#lost(client)),
    );
    client.on(
      'error',
      guarded(log, 'the MQTT broker refuses', (error: Error) => this.#turn(error.message)),
    );
  }

  access() {
    const { hostname, port, protocol } = new URL(this.deps.url);
    return {
      broker: 'outside' as const,
      host: hostname,
      port: port === '' ? (DEFAULT_PORTS[protocol] ?? 1883) : Number(port),
      versions: ['5.0'],
      state: this.#reason === null ? ('up' as const) : ('down' as const),
      since_ms: this.#since_ms,
      reason: this.#reason,
      connections: this.#reason === null ? 1 : 0,
    };
  }

  disconnect(): void {
    // Connections of sources are that broker's.
  }

  async close(): Promise<void> {
    await this.#inFlight.close(FINISH_MS);
    await this.#client?.endAsync(true);
  }

  #subscribe(client: MqttClient): void {
    client.options.reconnectPeriod = this.deps.reconnect_ms ?? 1000;
    const options = { qos: 1, rh: 2 } as const; // nothing that was retained: it was counted when it was new
    client.subscribe(TOPICS, options, (error, granted) => {
      const isRefused = granted?.some(({ qos }) => qos > 2) ?? false;
      if (error) this.#turn(error.message);
      else this.#turn(isRefused ? `the broker refuses the subscription to ${TOPICS.join(', ')}` : null);
    });
  }

  #lost(client: MqttClient): void {
    if (this.#reason === null) this.#turn('the broker is unreachable');
    const wait_ms = client.options.reconnectPeriod ?? 1000;
    client.options.reconnectPeriod = Math.min(LONGEST_WAIT_MS, 2 * wait_ms);
  }

  #turn(reason: string | null): void {
    if (reason === this.#reason) return;
    this.#reason = reason;
    this.#since_ms = this.deps.clock.now();
    if (reason !== null) this.deps.log.error({ reason }, 'the MQTT broker is away; it is tried again');
  }
}
