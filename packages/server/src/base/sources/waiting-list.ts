import type { Terminal } from './model.ts';

/** How many may wait for a person, in all and from one address. */
export interface WaitingLimits {
  readonly in_all: number;
  /** Assumed (2026-11-27): more than a firm's terminals that are switched on in a day behind one address of a carrier. */
  readonly an_address: number;
}

/**
 * Terminals that wait for a person, by the address that they asked from. Nobody is turned away because of others: who
 * comes when there is no room takes the place of one from the same address, or from the address that holds the most.
 */
export class WaitingList {
  private readonly byAddress = new Map<string, Map<string, Terminal>>();
  private count = 0;

  constructor(private readonly limits: WaitingLimits) {}

  /** Adds a terminal, or updates it as the one that sent last. */
  set(terminal: Terminal): void {
    const { phone, address } = terminal;
    const those = this.byAddress.get(address) ?? new Map<string, Terminal>();
    this.byAddress.set(address, those);
    if (!those.delete(phone)) this.count++;
    those.set(phone, terminal);
  }

  delete({ phone, address }: Terminal): void {
    const those = this.byAddress.get(address);
    if (!those?.delete(phone)) return;
    this.count--;
    if (those.size === 0) this.byAddress.delete(address);
  }

  /** @returns who has to leave so that one more from this address can be listed; undefined while there is room. */
  leaverFor(address: string): Terminal | undefined {
    const those = this.byAddress.get(address);
    if (those && those.size >= this.limits.an_address) return leastKnown(those);
    return this.count >= this.limits.in_all ? leastKnown(this.mostCrowded()) : undefined;
  }

  /** Those that sent nothing since then. */
  listSilent(since_ms: number): Terminal[] {
    return this.list().filter(({ last_seen_ms }) => last_seen_ms < since_ms);
  }

  list(): Terminal[] {
    return [...this.byAddress.values()].flatMap((those) => [...those.values()]);
  }

  private mostCrowded(): Map<string, Terminal> {
    return [...this.byAddress.values()].reduce((most, one) => (one.size > most.size ? one : most));
  }
}

/** The one that asked least often, the longest ago: an honest terminal asks again, an invented number does not. */
function leastKnown(those: ReadonlyMap<string, Terminal>): Terminal {
  return [...those.values()].reduce((least, one) => (one.attempts < least.attempts ? one : least));
}
