import type { PlanCondition, PlanFault } from '@opentocc/contract';
import { type Check, type CheckWorld, error, named, note } from './fault.ts';

/** Messages must have somebody to read them. */
export const checkMessages: Check = ({ phases, districts }, { roll }) =>
  phases.flatMap((phase) =>
    phase.messages
      .filter(({ channel, to }) =>
        channel === 'webhook' ? !/^[1-9]\d{0,8}$/.test(to) : roll.withTag(to, districts).length === 0,
      )
      .map(({ key, to, subject, channel }) =>
        error(
          ...(['no_reader', [phase.key, key]] as const),
          channel === 'webhook'
            ? `消息“${subject.zh}”的接收端应写端点编号，现为 ${to}`
            : `消息“${subject.zh}”没有接收单位：没有单位带标签 ${to}`,
          channel === 'webhook'
            ? `The message “${subject.en || subject.zh}” names ${to}; a webhook goes to the number of an endpoint`
            : `The message “${subject.en || subject.zh}” reaches nobody: no unit carries the tag ${to}`,
        ),
      ),
  );

/** Lists of routes say what they hold, and are not empty. */
export const checkRouteLists: Check = ({ routes }) =>
  routes.flatMap((list): PlanFault[] => {
    const { zh, en } = named(list);
    const count = list.routes.length;
    const at = [null, list.key] as const;
    const twice = count - new Set(list.routes).size;
    return [
      ...(twice > 0
        ? [
            error(
              ...(['route_twice', at] as const),
              `线路清单“${zh}”有 ${twice} 条重复：请删去重复`,
              `The route list “${en}” names ${twice} routes twice: delete them`,
            ),
          ]
        : []),
      ...(list.stated !== null && list.stated !== count
        ? [
            note(
              ...(['routes_differ', at] as const),
              `线路清单“${zh}”依据写明 ${list.stated} 条，现列 ${count} 条：请补齐或核对依据`,
              `The source states ${list.stated} routes for “${en}”; ${count} are listed: add the rest or check the source`,
            ),
          ]
        : []),
      ...(list.stated === null && count === 0
        ? [
            note(
              'routes_empty',
              at,
              `线路清单“${zh}”是空的：请导入线路`,
              `The route list “${en}” is empty: add routes`,
            ),
          ]
        : []),
    ];
  });

/** Conditions must name what there is. */
export const checkConditions: Check = ({ phases, begin }, world) => [
  ...begin.when.flatMap((condition) => checkCondition(condition, null, null, world)),
  ...(begin.how === 'auto' && begin.when.length === 0
    ? [
        error(
          'nothing_begins',
          [],
          '自动启动的预案没有启动条件：请加一个，或改为人工启动',
          'The plan begins by itself but has no condition to: add one, or let a person begin it',
        ),
      ]
    : []),
  ...begin.when
    .filter(({ kind }) => ['hold', 'approval', 'tasks_done', 'clock'].includes(kind))
    .map(({ kind }) =>
      error(
        'begins_never',
        [],
        `启动条件不能是“${kind}”：它要在预案启动后才有意义，请改用预警、指标或事件`,
        `A plan cannot begin by “${kind}”, which means something only while it runs: use a warning, a measure or a situation`,
      ),
    ),
  ...phases.flatMap((phase) =>
    phase.transitions.flatMap(({ key, when }) => checkCondition(when, phase.key, key, world)),
  ),
];

function checkCondition(
  condition: PlanCondition,
  phase: string | null,
  part: string | null,
  { measures, warnings, situations }: CheckWorld,
): PlanFault[] {
  const unknown = (what: string, name: string, zh: string, en: string) =>
    error(
      `no_${what}`,
      [phase, part],
      `没有名为 ${name} 的${zh}：请另选`,
      `There is no ${en} ${name}: choose another`,
    );
  if (condition.kind === 'threshold' && !measures.has(condition.measure))
    return [unknown('measure', condition.measure, '指标', 'measure')];
  const isWarning = condition.kind === 'warning' || condition.kind === 'warning_over';
  if (isWarning && !warnings.has(condition.warning))
    return [unknown('warning', condition.warning, '预警类别', 'kind of warning')];
  if (condition.kind === 'situation' && !situations.has(condition.situation))
    return [unknown('situation', condition.situation, '事件类别', 'kind of situation')];
  return [];
}
