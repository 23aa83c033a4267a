import type { PlanDocument, PlanFault, PlanPhase, PlanTask } from '@opentocc/contract';
import { type Check, type CheckWorld, error, named, note } from './fault.ts';

/** Every task needs a unit, somebody there who may take it, and deadlines in order. */
export const checkTasks: Check = (document, world) =>
  document.phases.flatMap((phase) =>
    phase.tasks.flatMap((task) => [
      ...checkUnits(document, phase, task, world),
      ...checkTimes(phase, task),
      ...checkRoutes(document, phase, task),
    ]),
  );

function checkUnits({ districts }: PlanDocument, phase: PlanPhase, task: PlanTask, world: CheckWorld) {
  const { roll, roles } = world;
  const { zh, en } = named(task);
  const at = [phase.key, task.key] as const;
  const units = roll.withTag(task.tag, districts);
  if (units.length === 0)
    return [
      error(
        ...(['no_unit', at] as const),
        `“${zh}”没有单位：没有单位带标签 ${task.tag}，请换标签，或在“机构标签”中加上`,
        `“${en}” has no unit: none carries the tag ${task.tag}; choose another or set it for a unit`,
      ),
    ];
  if (task.role !== null && !roles.has(task.role))
    return [
      error(
        ...(['no_role', at] as const),
        `“${zh}”要求的角色 ${task.role} 不存在：请另选`,
        `“${en}” asks for the role ${task.role}, which there is not: choose another`,
      ),
    ];
  const nobody = units.filter(({ code }) => roll.peopleOf(code, task.role).length === 0);
  if (nobody.length === 0) return [];
  const names = nobody.map(({ name }) => name);
  const all = nobody.length === units.length;
  // A task that nobody could take goes up the organisation at once: that is no plan.
  return [
    (all && task.role !== null ? error : note)(
      ...(['nobody', at] as const),
      `“${zh}”在这些单位没有可接办的人员：${names.map((name) => name.zh).join('、')}；请授权账号${task.role ? `角色 ${task.role}` : ''}`,
      `“${en}”: nobody may take it at ${names.map((name) => name.en).join(', ')}; grant an account there${task.role ? ` the role ${task.role}` : ''}`,
    ),
  ];
}

function checkTimes(phase: PlanPhase, task: PlanTask): PlanFault[] {
  const { zh, en } = named(task);
  const at = [phase.key, task.key] as const;
  const { start_min, accept_min, due_min } = task;
  const hold = Math.max(...phase.transitions.map(({ when }) => (when.kind === 'hold' ? when.min : 0)));
  return [
    ...(accept_min <= start_min
      ? [
          error(
            ...(['accept_before_start', at] as const),
            `“${zh}”第 ${start_min} 分钟才派发，却要求第 ${accept_min} 分钟前接受：请推后接受时限`,
            `“${en}” is sent at minute ${start_min} but must be accepted by minute ${accept_min}: give it longer`,
          ),
        ]
      : []),
    ...(due_min < accept_min
      ? [
          error(
            ...(['due_before_accept', at] as const),
            `“${zh}”的办结时限早于接受时限：请推后办结时限`,
            `“${en}” must be done before it must be accepted: put its deadline later`,
          ),
        ]
      : []),
    ...(hold > 0 && phase.transitions.every(({ when }) => when.kind === 'hold') && start_min >= hold
      ? [
          error(
            ...(['starts_after_phase', at] as const),
            `“${zh}”在本阶段结束（第 ${hold} 分钟）之后才派发：请提前`,
            `“${en}” is sent after its phase is over (minute ${hold}): send it earlier`,
          ),
        ]
      : []),
  ];
}

function checkRoutes({ routes }: PlanDocument, phase: PlanPhase, task: PlanTask): PlanFault[] {
  if (task.routes === null || routes.some(({ key }) => key === task.routes)) return [];
  const { zh, en } = named(task);
  return [
    error(
      'no_routes',
      [phase.key, task.key],
      `“${zh}”引用的线路清单 ${task.routes} 不存在：请另选或新建`,
      `“${en}” carries the route list ${task.routes}, which there is not: choose another or add it`,
    ),
  ];
}
