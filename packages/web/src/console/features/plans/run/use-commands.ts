import type { PlanRunDetail } from '@opentocc/contract';
import { useMay } from '../../../session/session.ts';

/** Whether the reader may command a run: they hold the right, it reaches all that the run touches, and it is not over. */
export function useCommands({ beyond, state }: Pick<PlanRunDetail, 'beyond' | 'state'>): boolean {
  return useMay('plans:command') && beyond.length === 0 && state === 'running';
}
