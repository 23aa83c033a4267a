/** Why the gateway closed a connection. */
export type CloseReason =
  | 'too_many_connections'
  | 'too_many_unauthenticated'
  | 'not_authenticated_in_time'
  | 'no_frame_in_bytes'
  | 'idle'
  | 'unread_answers'
  | 'replaced_by_newer'
  | 'phone_shared';

/** Counters of the gateway since its start. */
export class GatewayMetrics {
  private readonly frames = new Map<number, number>();
  private readonly closings = new Map<CloseReason, number>();
  bytes = 0;
  accepted_connections = 0;

  frame(id: number, bytes: number): void {
    this.frames.set(id, (this.frames.get(id) ?? 0) + 1);
    this.bytes += bytes;
  }

  closed(reason: CloseReason): void {
    this.closings.set(reason, (this.closings.get(reason) ?? 0) + 1);
  }

  snapshot() {
    const { bytes, accepted_connections } = this;
    return {
      bytes,
      accepted_connections,
      frames: Object.fromEntries(
        [...this.frames].map(([id, count]) => [`0x${id.toString(16).padStart(4, '0')}`, count]),
      ),
      closed: Object.fromEntries(this.closings) as Partial<Record<CloseReason, number>>,
    };
  }
}
