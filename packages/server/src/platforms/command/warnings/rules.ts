import type {
  RuleChoices,
  RuleDraft,
  RulePreview,
  RuleVersion,
  WarningMeasure,
  WarningRule,
} from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Area } from '../../../kit/area.ts';
import type { Clock } from '../../../kit/clock.ts';
import { kitErrors } from '../../../kit/errors.ts';
import { checkDraft, reachesRule } from './check-draft.ts';
import { choicesOf } from './choices.ts';
import type { City } from './city.ts';
import type { WarningDesk } from './desk.ts';
import type { RuleEngine, RuleRow } from './engine.ts';
import { warningsErrors } from './errors.ts';
import { MEASURES } from './measures/index.ts';
import { previewOf } from './preview.ts';
import type { Spaces } from './spaces/index.ts';
import type { WarningStore } from './store.ts';

const MOST_RULES = 5_000;
const PREVIEW_DAYS = 7;

export interface RulesDeps {
  readonly city: City;
  readonly spaces: Spaces;
  readonly engine: RuleEngine;
  readonly desk: WarningDesk;
  readonly store: WarningStore;
  readonly clock: Clock;
  readonly audit: AuditSink;
  /** Brings warnings in line with rules that changed. */
  readonly reconcile: () => Promise<void>;
}

/** Rules as people write them; each change is a version that stays. */
export function createRules({ city, spaces, engine, desk, store, clock, audit, reconcile }: RulesDeps) {
  function require(area: Area, id: number): RuleRow {
    const rule = engine.rules.find((one) => one.id === id);
    if (!rule) throw warningsErrors.unknown_rule({ id });
    if (!reachesRule(area, rule.draft)) throw kitErrors.out_of_area();
    return rule;
  }

  function shown(rule: RuleRow): WarningRule {
    const { id, version, draft, author, at_ms } = rule;
    return { ...{ id, version, draft, author, changed_ms: at_ms }, ...engine.standing(id) };
  }

  /** Stores a version and lets the engine run it, with nothing between that could come first. */
  async function save(rule: RuleRow, retired_ms: number | null, record: () => Promise<void>): Promise<void> {
    await record();
    await store.saveRule({ rule, retired_ms });
    const others = engine.rules.filter(({ id }) => id !== rule.id);
    const all = retired_ms === null ? [...others, rule] : others;
    engine.setRules([...all].sort((a, b) => a.id - b.id));
  }

  return {
    measures: (): WarningMeasure[] => MEASURES.map(({ read: _, past: __, ...measure }) => measure),
    choices: (area: Area): RuleChoices => choicesOf(city, area),
    list: (area: Area): WarningRule[] =>
      engine.rules.filter(({ draft }) => reachesRule(area, draft)).map(shown),
    async versions(area: Area, id: number): Promise<RuleVersion[]> {
      require(area, id);
      return store.listVersions(id);
    },

    async add(acting: Acting, area: Area, draft: RuleDraft): Promise<WarningRule> {
      checkDraft(draft, spaces, area, clock.now());
      if (engine.rules.length >= MOST_RULES) throw warningsErrors.too_many_rules({ most: MOST_RULES });
      const rule = await desk.inTurn(async ({ now_ms }) => {
        const id = (await store.findLastRule()) + 1;
        const made = { id, version: 1, draft, author: acting.session.account, at_ms: now_ms };
        await save(made, null, () => record(acting, 'rules.add', made, null));
        return made;
      });
      return shown(rule);
    },

    /** @throws AppError when somebody else changed it since, or the new draft cannot be used */
    async change(
      acting: Acting,
      area: Area,
      id: number,
      { version, ...draft }: RuleDraft & { version: number },
    ): Promise<WarningRule> {
      require(area, id);
      checkDraft(draft, spaces, area, clock.now());
      await desk.inTurn(async ({ now_ms }) => {
        const before = require(area, id);
        if (before.version !== version)
          throw warningsErrors.rule_changed_meanwhile({ by: before.author, version: before.version });
        const made = { id, version: version + 1, draft, author: acting.session.account, at_ms: now_ms };
        await save(made, null, () => record(acting, 'rules.change', made, before));
      });
      await reconcile();
      return shown(require(area, id));
    },

    async retire(acting: Acting, area: Area, id: number): Promise<void> {
      await desk.inTurn(async ({ now_ms }) => {
        const before = require(area, id);
        await save(before, now_ms, () => record(acting, 'rules.retire', before, before));
      });
      await reconcile();
    },

    async preview(area: Area, draft: RuleDraft): Promise<RulePreview> {
      const now_ms = clock.now();
      const checked = checkDraft(draft, spaces, area, now_ms);
      return previewOf(city, spaces, draft, checked, [now_ms - PREVIEW_DAYS * DAY_MS, now_ms]);
    },
  };

  function record(
    { session, address }: Acting,
    action: string,
    { id, version, draft }: RuleRow,
    before: RuleRow | null,
  ): Promise<void> {
    const { principal, account: actor } = session;
    return audit.record({
      ...{ principal, actor, address, action, target: `rule:${id}`, result: 'done' },
      detail: {
        before: before && { version: before.version, draft: before.draft as unknown as Json },
        after: { version, draft: draft as unknown as Json },
      },
    });
  }
}
