/** Bounds on connections whose terminal has not shown its code. */
export interface UnauthenticatedLimits {
  /** In all. */
  readonly unauthenticated: number;
  /** From one address. Operators of mobile networks bring thousands of terminals through one, so it is wide. */
  readonly unauthenticated_per_address: number;
}

/**
 * Connections that have not shown a code yet. When there are too many, the one that has been silent longest gives way:
 * an honest terminal shows its code within a round trip, so a flood of silent ones displaces only itself.
 */
export class Unauthenticated<T> {
  /** In order of arrival, and so are those of an address. */
  readonly #all = new Map<T, string>();
  readonly #byAddress = new Map<string, Set<T>>();

  constructor(private readonly limits: UnauthenticatedLimits) {}

  get size(): number {
    return this.#all.size;
  }

  /** @returns the connection that has to give way, if one has. */
  add(connection: T, address: string): T | undefined {
    const neighbours = this.#byAddress.get(address) ?? new Set();
    this.#byAddress.set(address, neighbours.add(connection));
    this.#all.set(connection, address);
    if (neighbours.size > this.limits.unauthenticated_per_address) return oldestOf(neighbours);
    return this.#all.size > this.limits.unauthenticated ? oldestOf(this.#all) : undefined;
  }

  /** It has shown its code, or has ended. */
  delete(connection: T): void {
    const address = this.#all.get(connection);
    if (address === undefined) return;
    this.#all.delete(connection);
    const neighbours = this.#byAddress.get(address);
    neighbours?.delete(connection);
    if (neighbours?.size === 0) this.#byAddress.delete(address);
  }
}

function oldestOf<T>(connections: Set<T> | Map<T, string>): T | undefined {
  return connections.keys().next().value;
}

/** With few connections in all, those without a code leave half of them to terminals, and one address leaves three quarters. */
export function boundedBy(
  limits: UnauthenticatedLimits & { readonly connections: number },
): UnauthenticatedLimits {
  const { connections, unauthenticated, unauthenticated_per_address } = limits;
  return {
    unauthenticated: Math.min(unauthenticated, Math.ceil(connections / 2)),
    unauthenticated_per_address: Math.min(unauthenticated_per_address, Math.ceil(connections / 4)),
  };
}
