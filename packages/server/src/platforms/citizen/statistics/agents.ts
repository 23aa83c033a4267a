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
    'adjusted = overall share × own ÷ expected. The interval is that of Wilson, 95 %, of the own share, scaled alike; with few cases it is wide, and ranks mean nothing.',
};

const QUARTER_MS = 6 * HOUR_MS;
const CITY_MS = 8 * HOUR_MS;

export const stratumOf = (type: string, field: string, at_ms: number): string =>
  `${type}/${field}/${Math.floor(((at_ms + CITY_MS) % (24 * HOUR_MS)) / QUARTER_MS)}`;

interface Counted {
  n: number;
  counted: number;
}

/** What agents did, added up by agent and stratum. */
export class AgentTally {
  readonly #agents = new Map<string, Map<string, Counted>>();
  readonly #strata = new Map<string, Counted>();

  add({ agent, stratum, counts }: AgentItem): void {
    const mine = this.#agents.get(agent) ?? new Map<string, Counted>();
    this.#agents.set(agent, mine);
    addTo(mine, stratum, counts);
    addTo(this.#strata, stratum, counts);
  }

  get agents(): readonly string[] {
    return [...this.#agents.keys()].sort();
  }
  get overall(): Proportion {
    return shareOf(this.#strata);
  }
  ownOf = (agent: string): Proportion => shareOf(this.#agents.get(agent) ?? new Map());

  /** What an agent would have by chance with the same mix, if they were like all others. */
  expectedOf(agent: string): number | null {
    let [n, expected] = [0, 0];
    for (const [stratum, mine] of this.#agents.get(agent) ?? []) {
      const all = this.#strata.get(stratum);
      n += mine.n;
      if (all) expected += (mine.n * all.counted) / all.n;
    }
    return n === 0 ? null : expected / n;
  }
}

function addTo(strata: Map<string, Counted>, stratum: string, counts: boolean): void {
  const counted = strata.get(stratum) ?? { n: 0, counted: 0 };
  counted.n++;
  if (counts) counted.counted++;
  strata.set(stratum, counted);
}

function shareOf(strata: ReadonlyMap<string, Counted>): Proportion {
  let [n, counted] = [0, 0];
  for (const one of strata.values()) {
    n += one.n;
    counted += one.counted;
  }
  return proportionOf(counted, n);
}

export function adjustedOf(own: Proportion, expected: number | null, overall: number | null) {
  if (own.value === null || own.low === null || own.high === null) return null;
  if (expected === null || expected === 0 || overall === null) return null;
  const factor = overall / expected;
  const scaled = (value: number) => Math.min(1, value * factor);
  return { value: scaled(own.value), low: scaled(own.low), high: scaled(own.high) };
}

/** Figures of each agent, made comparable. @param only the agent who may see their own alone; null for all */
export function agentFigures(tallies: Readonly<Record<Key, AgentTally>>, only: string | null): AgentFigures {
  const keys = Object.keys(tallies) as Key[];
  return {
    adjustment: ADJUSTMENT,
    own_only: only !== null,
    overall: keys.map((key) => ({ key, name: NAMES[key], proportion: tallies[key].overall })),
    agents: keys.flatMap((key) => figuresOf(key, tallies[key], only)),
  };
}

function figuresOf(key: Key, tally: AgentTally, only: string | null): AgentFigure[] {
  return tally.agents
    .filter((agent) => only === null || agent === only)
    .map((agent) => {
      const [proportion, expected] = [tally.ownOf(agent), tally.expectedOf(agent)];
      const adjusted = adjustedOf(proportion, expected, tally.overall.value);
      return { agent, key, proportion, expected, adjusted };
    });
}
