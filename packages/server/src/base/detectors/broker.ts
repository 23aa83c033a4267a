import type { DetectorAccess, DeviceChannel } from '@opentocc/contract';

/** What a broker asks of the platform. */
export interface ReportIntake {
  /** @returns whether the user is a source in service and the secret its own. */
  authenticate(user: string, secret: string, address: string): boolean;
  /** Whether a source in service has this code. */
  isInService(source_code: string): boolean;
  /**
   * Takes a message of a source. Resolves once its report is durable, or was refused and counted: then the message may be
   * acknowledged. Does not resolve while nothing can be stored.
   */
  receive(source_code: string, payload: Uint8Array): Promise<void>;
  /** As `receive`, of devices that are no detectors; what no module listens for is counted as malformed. */
  receiveOn(channel: DeviceChannel, source_code: string, payload: Uint8Array): Promise<void>;
  /** A source published where it may not. */
  foreignTopic(source_code: string, topic: string): void;
}

/** The way by which reports come: a broker of this process, or a subscription at one elsewhere. */
export interface ReportBroker {
  /** Takes messages in from now on; a port that is taken or a broker that is away is tried again and again. */
  start(intake: ReportIntake): Promise<void>;
  access(): DetectorAccess;
  /** Ends the connections of a source, where they are ours. */
  disconnect(source_code: string): void;
  /** Takes no more; what was taken is finished. */
  close(): Promise<void>;
}
