import type { Bilingual, ClockRule, EventLevel } from '@opentocc/contract';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';

const wall = (length: number, soon_ms: number) => ({
  ...{ measure: { kind: 'time' as const }, length, soon: { kind: 'time' as const, ms: soon_ms } },
  ...{ extension: null, pausable: false },
});
const workingDays = (length: number) => ({
  ...{ measure: { kind: 'working_days' as const, ends_min: 1440 }, length },
  ...{ soon: { kind: 'own' as const, length: 1 }, extension: length, pausable: true },
});

function rule(
  code: string,
  name: Bilingual,
  source: Bilingual,
  rest: Pick<ClockRule, 'measure' | 'length' | 'soon' | 'extension' | 'pausable'> & { assumed: boolean },
): ClockRule {
  return { code, version: 1, name, valid_from: '2020-01-01', source, on_reopen: 'continue', ...rest };
}

/**
 * By when what is done about a situation: dated configuration. These come with the product; people make
 * later versions (`rule-book.ts`), and clocks that run hold the version by which they began.
 */
export const SITUATION_RULES: readonly ClockRule[] = [
  rule(
    'response',
    { zh: '应急响应', en: 'emergency response' },
    {
      zh: '应急响应 ≤ 30 分钟（项目运行指标）',
      en: 'Emergency response within 30 min (operating target of the project)',
    },
    { ...wall(30 * MINUTE_MS, 10 * MINUTE_MS), assumed: false },
  ),
  rule(
    'first',
    { zh: '首报', en: 'first report' },
    {
      zh: '单位信息报送时限，地方预案常见值',
      en: 'Time limit of a unit for its first report, as local plans often set it',
    },
    { ...wall(2 * HOUR_MS, 30 * MINUTE_MS), assumed: true },
  ),
  rule(
    'first_ministry',
    { zh: '报部首报', en: 'first report to the ministry' },
    {
      zh: '交通运输突发事件信息报告：4 小时内报部',
      en: 'Reports of transport emergencies: to the ministry within 4 h',
    },
    { ...wall(4 * HOUR_MS, HOUR_MS), assumed: false },
  ),
  rule(
    'follow_up',
    { zh: '续报', en: 'further report' },
    { zh: '特别重大事件每日续报', en: 'Extreme events are reported on daily' },
    { ...wall(DAY_MS, 2 * HOUR_MS), assumed: false },
  ),
  rule(
    'final',
    { zh: '终报', en: 'final report' },
    {
      zh: '处置结束后报送终报；工作日数为假定',
      en: 'A final report follows the end; the number of days is assumed',
    },
    { ...workingDays(3), assumed: true },
  ),
  rule(
    'review',
    { zh: '事后复盘', en: 'review' },
    { zh: '中心内部管理要求', en: 'Practice of the centre' },
    { ...workingDays(5), assumed: true },
  ),
];

/** From which level on each report upwards is due. */
export const REPORTED_FROM: Readonly<Record<'first' | 'first_ministry' | 'follow_up' | 'final', EventLevel>> =
  {
    first: 'general',
    first_ministry: 'major',
    follow_up: 'extreme',
    final: 'general',
  };

const LEVELS: readonly EventLevel[] = ['general', 'large', 'major', 'extreme'];

export const isDueAt = (what: keyof typeof REPORTED_FROM, level: EventLevel | null): boolean =>
  level !== null && LEVELS.indexOf(level) >= LEVELS.indexOf(REPORTED_FROM[what]);
