import type { SimulateFlags } from './simulate.ts';

export async function runSumo(_file: string, _trips: string, _flags: SimulateFlags): Promise<object> {
  return {};
}
