import { type PreviewFiring, type RuleDraft, type RulePreview, WARNING_LEVELS } from '@opentocc/contract';
import { KERNEL_OPTIONS, RuleKernel } from '@opentocc/core/rules';
import { MINUTE_MS } from '@opentocc/core/time';
import { cityDay } from '../../../kit/clock.ts';
import type { City } from './city.ts';
import { kernelRuleOf } from './engine.ts';
import { MEASURES, type Measure } from './measures/index.ts';
import { isOn } from './schedule.ts';
import type { Members, Spaces } from './spaces/index.ts';

/** Firings that a preview lists; all are counted. */
const MOST_LISTED = 200;

/** Something that a rule fired for in a span, at its highest. */
export interface Burning {
  readonly subject: number;
  readonly from_ms: number;
  to_ms: number | null;
  level: number;
  worst: number;
}

/** Replays a span of the past through the kernel that runs rules live. */
export async function previewOf(
  city: City,
  spaces: Spaces,
  draft: RuleDraft,
  { measure, members }: { measure: Measure; members: Members },
  [from_ms, to_ms]: readonly [number, number],
): Promise<RulePreview> {
  const step_s = measure.past_step_s ?? 0;
  const space = spaces[measure.space];
  const basis = {
    ...{ from_ms, to_ms, step_s },
    places: members.members?.length ?? space.size(),
    steps_expected: step_s === 0 ? 0 : Math.round((to_ms - from_ms) / 1000 / step_s),
  };
  const replayed = await burnedIn(city, spaces, draft, { measure, members }, [from_ms, to_ms]);
  if (!replayed) return { ...basis, steps: null, count: 0, firings: [], by_day: [], note: NO_PAST };
  const { all, steps } = replayed;
  const sign = measure.bad === 'above' ? 1 : -1;
  const worst = [...all].sort((a, b) => b.level - a.level || (b.worst - a.worst) * sign);
  return {
    ...{ ...basis, steps, count: all.length, by_day: byDay(all) },
    firings: worst.slice(0, MOST_LISTED).map((one): PreviewFiring => {
      const { name, place } = space.describe(one.subject);
      return {
        ...{ key: space.keyOf(one.subject), title: name, level: WARNING_LEVELS[one.level - 1] },
        ...{ from_ms: one.from_ms, to_ms: one.to_ms, worst: Number(one.worst.toFixed(2)) },
        ...{ lon: place.lon, lat: place.lat },
      };
    }),
    note: draft.for_s < step_s ? coarse(step_s) : null,
  };
}

/** What a rule would have fired for in a span; null where its measure has no stored past. */
export async function burnedIn(
  city: City,
  spaces: Spaces,
  draft: RuleDraft,
  { measure, members }: { measure: Measure; members: Members },
  [from_ms, to_ms]: readonly [number, number],
): Promise<{ readonly all: readonly Burning[]; readonly steps: number } | null> {
  if (!measure.past) return null;
  const replay = new Replay(draft, members, measure.past_step_s ?? 0);
  let steps = 0;
  const past = measure.past(city, spaces[measure.space], members.members, from_ms, to_ms);
  for await (const { at_ms, column } of past) {
    replay.step(at_ms, column);
    steps++;
  }
  return { all: replay.firings(), steps };
}

const NO_PAST = {
  zh: '这项测量没有留存历史，无法回放',
  en: 'No past of this measure is stored to replay',
};
const coarse = (step_s: number) => ({
  zh: `历史每 ${step_s / 60} 分钟一个值：更短的越限可能被漏掉或放大，实时运行按每分钟判断`,
  en: `The past has a value each ${step_s / 60} min: what lasts shorter may be missed or overstated; live rules look each minute`,
});

/** The kernel with one rule, and what burned under it. */
class Replay {
  readonly #kernel: RuleKernel;
  readonly #columns: Float32Array[] = MEASURES.map(() => new Float32Array(0));
  readonly #column: number;
  readonly #sign: number;
  readonly #all: Burning[] = [];
  #burning = new Map<number, Burning>();

  constructor(
    private readonly draft: RuleDraft,
    members: Members,
    step_s: number,
  ) {
    const gap_ms = Math.max(KERNEL_OPTIONS.gap_ms, 2 * step_s * 1000 + MINUTE_MS);
    this.#kernel = new RuleKernel({ ...KERNEL_OPTIONS, gap_ms });
    const rule = kernelRuleOf(draft, members);
    [this.#column, this.#sign] = [rule.column, rule.sign];
    this.#kernel.setRules([rule], () => []);
  }

  step(at_ms: number, column: Float32Array): void {
    this.#columns[this.#column] = column;
    this.#kernel.step(at_ms, this.#columns, () => isOn(this.draft.schedule, at_ms));
    const { subject, level, value, count } = this.#kernel.slots;
    const now = new Map<number, Burning>();
    for (let slot = 0; slot < count; slot++) {
      if (level[slot] === 0) continue;
      const of = subject[slot];
      const known = this.#burning.get(of) ?? this.#begin(of, at_ms, value[slot]);
      known.level = Math.max(known.level, level[slot]);
      if (value[slot] * this.#sign > known.worst * this.#sign) known.worst = value[slot];
      now.set(of, known);
    }
    for (const [of, known] of this.#burning) if (!now.has(of)) known.to_ms = at_ms;
    this.#burning = now;
  }

  firings(): readonly Burning[] {
    return this.#all;
  }

  #begin(subject: number, from_ms: number, worst: number): Burning {
    const made = { subject, from_ms, to_ms: null, level: 0, worst };
    this.#all.push(made);
    return made;
  }
}

function byDay(all: readonly Burning[]): RulePreview['by_day'] {
  const counts = new Map<string, number>();
  for (const { from_ms } of all) counts.set(cityDay(from_ms), (counts.get(cityDay(from_ms)) ?? 0) + 1);
  return [...counts].sort().map(([day, count]) => ({ day, count }));
}
