import { readFileSync } from 'node:fs';
import { assign, NoPathError, parseTntpNetwork, parseTntpTrips, TntpError } from '@opentocc/core/assignment';
import { simulationErrors } from './simulation-texts.ts';

export interface AssignFlags {
  readonly gap: number;
  readonly iterations: number;
  readonly tollFactor: number;
  readonly distanceFactor: number;
}

/** `tocc assign NET.tntp TRIPS.tntp`: static user equilibrium, as JSON. */
export function assignFiles(net: string, trips: string, flags: AssignFlags): void {
  const factors = { toll: flags.tollFactor, distance: flags.distanceFactor };
  const network = read(net, (text) => parseTntpNetwork(text, factors));
  const demand = read(trips, (text) => parseTntpTrips(text, network.zone_count));
  const options = { relative_gap: flags.gap, max_iterations: flags.iterations };
  const { flow, cost, ...result } = read(trips, () => assign(network, demand, options));
  const links = Array.from(flow, (volume, link) => ({
    from: network.link_from[link] + 1,
    to: network.link_to[link] + 1,
    volume,
    cost: cost[link],
  }));
  process.stdout.write(`${JSON.stringify({ ...result, links })}\n`);
}

function read<T>(file: string, parse: (text: string) => T): T {
  const text = readFileSync(file, 'utf8');
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof TntpError || error instanceof NoPathError)
      throw simulationErrors.not_tntp({ file, reason: error.message });
    throw error;
  }
}
