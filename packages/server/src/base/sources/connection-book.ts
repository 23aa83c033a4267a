import type { Clock } from '../../kit/clock.ts';
import type { Connection } from './connection.ts';
import { Displacements } from './displacements.ts';
import type { CloseReason, GatewayMetrics } from './gateway-metrics.ts';
import type { Terminal } from './model.ts';
import { boundedBy, Unauthenticated, type UnauthenticatedLimits } from './unauthenticated.ts';

export interface ConnectionLimits extends UnauthenticatedLimits {
  readonly connections: number;
  readonly unauthenticated_ms: number;
  readonly idle_ms: number;
}

export interface ConnectionBookDeps {
  readonly clock: Clock;
  readonly limits: ConnectionLimits;
  readonly metrics: GatewayMetrics;
  /** Hears of a device that was refused, since another one uses the phone of its vehicle. */
  readonly quality: { phoneShared(source: number, vehicle: number): void };
}

/** Who is connected: strangers until they show their code, then one connection for each vehicle. */
export class ConnectionBook {
  readonly connections = new Set<Connection>();
  readonly byVehicle = new Map<number, Connection>();
  private readonly unauthenticated: Unauthenticated<Connection>;
  private readonly displacements: Displacements;

  constructor(private readonly deps: ConnectionBookDeps) {
    this.unauthenticated = new Unauthenticated(boundedBy(deps.limits));
    this.displacements = new Displacements(deps.clock);
  }

  /** How many have not shown their code. */
  get strangers(): number {
    return this.unauthenticated.size;
  }

  /** Takes a stranger in; when there are too many, another stranger leaves. */
  add(connection: Connection): void {
    this.connections.add(connection);
    const displaced = this.unauthenticated.add(connection, connection.socket.remoteAddress ?? '');
    if (displaced) this.close(displaced, 'too_many_unauthenticated');
  }

  /** The newest connection of a terminal counts: an older one is a dead radio link that has not been noticed. */
  takeOver(connection: Connection): void {
    const { vehicle, source } = connection.terminal!;
    const older = this.byVehicle.get(vehicle);
    this.byVehicle.set(vehicle, connection);
    this.unauthenticated.delete(connection);
    if (!older || older === connection) return;
    if (this.displacements.note(vehicle, older.last_frame_ms)) this.deps.quality.phoneShared(source, vehicle);
    this.close(older, 'replaced_by_newer');
  }

  isShared({ vehicle, source }: Terminal): boolean {
    const present = this.byVehicle.get(vehicle);
    if (!present || !this.displacements.refuses(vehicle, present.last_frame_ms)) return false;
    this.deps.quality.phoneShared(source, vehicle);
    return true;
  }

  forget(connection: Connection): void {
    this.connections.delete(connection);
    this.unauthenticated.delete(connection);
    const vehicle = connection.vehicle;
    if (this.byVehicle.get(vehicle) === connection) this.byVehicle.delete(vehicle);
    connection.close();
  }

  close(connection: Connection, reason: CloseReason): void {
    this.deps.metrics.closed(reason);
    connection.socket.destroy();
  }

  /** Ends connections that have been silent, or strangers, for too long. */
  sweep(): void {
    const { clock, limits } = this.deps;
    const now = clock.now();
    this.displacements.forget();
    for (const connection of this.connections) {
      if (!connection.terminal && now - connection.opened_ms > limits.unauthenticated_ms)
        this.close(connection, 'not_authenticated_in_time');
      else if (now - connection.last_frame_ms > limits.idle_ms) this.close(connection, 'idle');
      else connection.askForFragments(now);
    }
  }
}
