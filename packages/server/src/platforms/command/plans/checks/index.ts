import type { PlanDocument, PlanFault } from '@opentocc/contract';
import { checkPhases } from './check-phases.ts';
import { checkConditions, checkMessages, checkRouteLists } from './check-rest.ts';
import { checkTasks } from './check-tasks.ts';
import type { Check, CheckWorld } from './fault.ts';

export type { CheckWorld } from './fault.ts';

const CHECKS: readonly Check[] = [checkPhases, checkConditions, checkTasks, checkMessages, checkRouteLists];

/** Everything that is wrong with a plan, errors first. */
export function checkPlan(document: PlanDocument, world: CheckWorld): PlanFault[] {
  const faults = CHECKS.flatMap((check) => check(document, world));
  return [
    ...faults.filter(({ level }) => level === 'error'),
    ...faults.filter(({ level }) => level === 'note'),
  ];
}
