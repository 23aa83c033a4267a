import type { AgentFigure, AgentFigures, Bilingual, Proportion } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import { proportionOf } from '../visits/index.ts';

/** What an agent did, as they are measured by it. */
export interface AgentItem {
  readonly agent: string;
  /** What makes it harder or easier: type, field, hour. */
  readonly stratum: string;
  readonly counts: boolean;
}

type Key = AgentFigure['key'];

const NAMES: Readonly<Record<Key, Bilingual>> = {
  at_once: { zh: '即时答复率', en: 'Answered at once' },
  satisfied: { zh: '满意率', en: 'Satisfied' },
  accurate: { zh: '准确率', en: 'Accurate' },
};

export const ADJUSTMENT: Bilingual = {
  zh:
    '间接标准化：按类型、领域、时段（每 6 小时）分层，以全体话务员在各层的比例推算其同样业务构成下的应得值；' +
    '校正值 = 全体比例 × 本人 ÷ 应得。区间为本人 Wilson 95 % 区间按同样倍数换算；件数少时区间宽，不宜排名。',
  en:
    'Indirect standardisation: by type, field and time of day (6 h), it is worked out what all agents together have of the same mix; ' +
    'adjusted = overall share × own ÷ expected. The interval is Wilson’s 95 % of the own share, scaled alike; with few cases it is wide, and ranks mean nothing.',
};

const QUARTER_MS = 6 * HOUR_MS;
const CITY_MS = 8 * HOUR_MS;

export const stratumOf = (type: string, field: string, at_ms: number): string =>
  `${type}/${field}/${Math.floor(((at_ms + CITY_MS) % (24 * HOUR_MS)) / QUARTER_MS)}`;

const shareOf = (items: readonly AgentItem[]): Proportion =>
  proportionOf(items.filter(({ counts }) => counts).length, items.length);

/** What an agent would have by chance with the same mix, if they were like all others. */
function expectedOf(mine: readonly AgentItem[], shares: ReadonlyMap<string, number>): number | null {
  if (mine.length === 0) return null;
  return mine.reduce((sum, { stratum }) => sum + (shares.get(stratum) ?? 0), 0) / mine.length;
}

export function adjustedOf(own: Proportion, expected: number | null, overall: number | null) {
  if (own.value === null || own.low === null || own.high === null) return null;
  if (expected === null || expected === 0 || overall === null) return null;
  const factor = overall / expected;
  const scaled = (value: number) => Math.min(1, value * factor);
  return { value: scaled(own.value), low: scaled(own.low), high: scaled(own.high) };
}

/** Figures of each agent, made comparable. @param only the agent who may see their own alone; null for all */
export function agentFigures(
  items: Readonly<Record<Key, readonly AgentItem[]>>,
  only: string | null,
): AgentFigures {
  const keys = Object.keys(items) as Key[];
  return {
    adjustment: ADJUSTMENT,
    own_only: only !== null,
    overall: keys.map((key) => ({ key, name: NAMES[key], proportion: shareOf(items[key]) })),
    agents: keys.flatMap((key) => figuresOf(key, items[key], only)),
  };
}

function figuresOf(key: Key, items: readonly AgentItem[], only: string | null): AgentFigure[] {
  const overall = shareOf(items).value;
  const shares = sharesByStratum(items);
  const agents = [...new Set(items.map(({ agent }) => agent))].sort();
  return agents
    .filter((agent) => only === null || agent === only)
    .map((agent) => {
      const mine = items.filter((item) => item.agent === agent);
      const [proportion, expected] = [shareOf(mine), expectedOf(mine, shares)];
      return { agent, key, proportion, expected, adjusted: adjustedOf(proportion, expected, overall) };
    });
}

function sharesByStratum(items: readonly AgentItem[]): Map<string, number> {
  const counts = new Map<string, { n: number; counted: number }>();
  for (const { stratum, counts: isCounted } of items) {
    const { n, counted } = counts.get(stratum) ?? { n: 0, counted: 0 };
    counts.set(stratum, { n: n + 1, counted: counted + (isCounted ? 1 : 0) });
  }
  return new Map([...counts].map(([stratum, { n, counted }]) => [stratum, counted / n]));
}
