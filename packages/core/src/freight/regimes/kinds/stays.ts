import { clockText } from '../clock-words.ts';
import { POINT_WORDS } from '../point-words.ts';
import type { PointKind, Visit } from '../trip.ts';
import {
  type Breach,
  breach,
  type Consequence,
  fault,
  isDisjoint,
  type RuleHead,
  type RuleKind,
} from './rule-kind.ts';

/** How who drives is asked about a stay, the mildest first. */
export const ALARM_MEANS = ['sms', 'call', 'visit'] as const;
export type AlarmMeans = (typeof ALARM_MEANS)[number];

/** A stage of an alarm: how it is followed up once a stay has lasted so long. */
export interface AlarmStage {
  readonly after_min: number;
  readonly means: AlarmMeans;
}

/** Where a truck may stand, and for how long elsewhere. */
export interface StaysRule extends RuleHead {
  readonly kind: 'stays';
  /** Kinds of places where it may stand as long as it likes. */
  readonly at: readonly PointKind[];
  /** Whether work sites, lodgings and transfer points must be those declared; ports and service areas never are. */
  readonly declared_only: boolean;
  /** By time, the earliest first: its time is how long a truck may stand elsewhere. */
  readonly stages: readonly AlarmStage[];
}

const DECLARED: readonly PointKind[] = ['site', 'lodging', 'transfer'];
export const MEANS_WORDS = {
  sms: { zh: '短信', en: 'SMS' },
  call: { zh: '电话', en: 'call' },
  visit: { zh: '上门', en: 'visit' },
} as const;

export const stays: RuleKind<StaysRule> = {
  kind: 'stays',
  name: { zh: '停留', en: 'Stays' },
  notice: {
    zh: '规定可以停留的地点；在别处停留超过时限，按时长分级报警：短信、电话、上门。',
    en: 'Says where a truck may stand. A stay elsewhere that lasts longer raises an alarm in stages: SMS, call, visit.',
  },
  judge: (rule, { declared, driven }) =>
    driven.stays.filter((stay) => !mayStand(rule, stay, declared)).flatMap((stay) => staged(rule, stay)),
  check: ({ stages, at }) => [
    ...(stages.length === 0
      ? [fault('stages_none', '没有报警分级：请至少填一级', 'No stage is given: give at least one')]
      : []),
    ...(stages.some((one, i) => i > 0 && one.after_min <= stages[i - 1].after_min)
      ? [
          fault(
            'stages_order',
            '报警分级应一级比一级晚：请按时长排列',
            'Each stage must be later than the one before it: put them in order',
          ),
        ]
      : []),
    ...(stages.some(({ means }, i) => i > 0 && rank(means) <= rank(stages[i - 1].means))
      ? [
          fault(
            'stages_milder',
            '后一级不比前一级更重：请按短信、电话、上门排列',
            'A later stage is no stronger than the one before it: put SMS before call before visit',
          ),
        ]
      : []),
    ...(at.length === 0
      ? [
          fault(
            'stays_nowhere',
            '没有可停留的地点：请至少填一种',
            'A truck may stand nowhere: name a kind of place',
          ),
        ]
      : []),
  ],
  contradicts: (a, b) =>
    isDisjoint(a.at, b.at)
      ? fault(
          'stays_apart',
          `一条只许停在${wordsOf(a.at, 'zh')}，另一条只许停在${wordsOf(b.at, 'zh')}：无处可停`,
          `One permits stays only at ${wordsOf(a.at, 'en')}, the other only at ${wordsOf(b.at, 'en')}: nowhere is left`,
        )
      : null,
};

const rank = (means: AlarmMeans): number => ALARM_MEANS.indexOf(means);
const wordsOf = (kinds: readonly PointKind[], language: 'zh' | 'en'): string =>
  kinds.map((kind) => POINT_WORDS[kind][language]).join(language === 'zh' ? '、' : ', ');

/** Whether a stay is at a place where a truck may stand as long as it likes. */
export function mayStand(
  { at, declared_only }: Pick<StaysRule, 'at' | 'declared_only'>,
  { kind, code }: Pick<Visit, 'kind' | 'code'>,
  { stops }: { readonly stops: readonly Pick<Visit, 'kind' | 'code'>[] },
): boolean {
  if (kind === null || !at.includes(kind)) return false;
  if (!declared_only || !DECLARED.includes(kind)) return true;
  return stops.some((stop) => stop.kind === kind && stop.code === code);
}

/** The stage that a stay reached; before the last it is an alarm and no more, whatever the rule's consequence. */
function staged({ stages, consequence }: StaysRule, { from_ms, to_ms, kind }: Visit): Breach[] {
  const lasted_min = (to_ms - from_ms) / 60_000;
  const reached = stages.filter(({ after_min }) => lasted_min > after_min).length;
  if (reached === 0) return [];
  const { means } = stages[reached - 1];
  const where = kind === null ? { zh: '未备案地点', en: 'a place that is on no list' } : POINT_WORDS[kind];
  const own: Consequence = reached < stages.length && consequence !== 'note' ? 'alarm' : consequence;
  return [
    {
      ...breach(
        ...(['long_stay', from_ms] as const),
        `${clockText(from_ms)} 起在${where.zh}停留 ${Math.round(lasted_min)} 分钟（限 ${stages[0].after_min} 分钟）：${MEANS_WORDS[means].zh}`,
        `Stood at ${where.en} for ${Math.round(lasted_min)} min from ${clockText(from_ms)} (limit ${stages[0].after_min} min): ${MEANS_WORDS[means].en}`,
      ),
      consequence: own,
    },
  ];
}
