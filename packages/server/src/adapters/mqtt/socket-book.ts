import type { Socket } from 'node:net';
import { type ErrorLog, guarded } from '../../kit/unattended.ts';

/** Connections of detectors, bounded in all and by address. */
export class SocketBook {
  readonly #sockets = new Map<Socket, string>();
  readonly #byAddress = new Map<string, number>();

  constructor(
    private readonly limits: { connections: number; connections_per_address: number },
    private readonly log: ErrorLog,
  ) {}

  get size(): number {
    return this.#sockets.size;
  }

  /** @returns false when there is no room. */
  add(socket: Socket): boolean {
    const address = socket.remoteAddress ?? '';
    const held = this.#byAddress.get(address) ?? 0;
    const { connections, connections_per_address } = this.limits;
    if (this.#sockets.size >= connections || held >= connections_per_address) return false;
    this.#sockets.set(socket, address);
    this.#byAddress.set(address, held + 1);
    const onClose = guarded(this.log, 'a detector is gone', () => this.#forget(socket, address));
    socket.once('close', onClose);
    return true;
  }

  /** Ends those that are meant. */
  end(isMeant: (socket: Socket) => boolean): void {
    for (const socket of this.#sockets.keys()) if (isMeant(socket)) socket.destroy();
  }

  #forget(socket: Socket, address: string): void {
    this.#sockets.delete(socket);
    const held = (this.#byAddress.get(address) ?? 1) - 1;
    if (held > 0) this.#byAddress.set(address, held);
    else this.#byAddress.delete(address);
  }
}
