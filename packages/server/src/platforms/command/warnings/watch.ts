import type { WarningLevel } from '@opentocc/contract';
import type { WarningDesk } from './desk.ts';
import type { Firing, RuleEngine } from './engine.ts';
import type { Raised } from './model.ts';
import type { Spaces } from './spaces/index.ts';
import type { Turn } from './turn.ts';

const LEVEL_ZH: Record<WarningLevel, string> = { blue: '蓝色', yellow: '黄色', orange: '橙色', red: '红色' };

/** What a firing of a rule says, as a warning is raised by it. */
export function raisedBy(
  spaces: Spaces,
  { rule, measure, subject, key, level, value, threshold }: Firing,
  now_ms: number,
): Raised {
  const { name, place, labels } = spaces[measure.space].describe(subject);
  const { draft, id, version } = rule;
  return {
    ...{ key, origin: 'rule', kind: draft.name.zh, level, began_ms: now_ms, value, threshold },
    title: { zh: `${name.zh}：${draft.name.zh}`, en: `${name.en}: ${draft.name.en}` },
    area: place,
    rule: { id, version, name: draft.name },
    measure: measure.code,
    attributes: { ...labels, rule: String(id), measure: measure.code },
    annotations: {
      summary: `${name.zh}：${draft.name.zh}（${LEVEL_ZH[level]}）`,
      ...(draft.advice.zh && { description: draft.advice.zh }),
    },
  };
}

/**
 * Runs the rules each minute and brings the warnings in line with them. It compares what burns with what is open, rather
 * than hearing of changes: what a failed write or a kill left behind is put right by the next minute.
 */
export function createWatch(engine: RuleEngine, desk: WarningDesk, spaces: Spaces) {
  function burn(turn: Turn, firing: Firing): void {
    const open = turn.findOpen(firing.key);
    // One that another version raised is its own: it ends, and what burns under the new rule begins.
    const isOwn = open?.rule?.version === firing.rule.version;
    if (open && !isOwn) turn.end(open, 'rule_changed');
    const burnsOn = open && isOwn && open.level === firing.level && open.held_until_ms === null;
    if (burnsOn) turn.touch(open, firing.value);
    const warning = burnsOn ? open : turn.raise(raisedBy(spaces, firing, turn.now_ms));
    if (firing.clearing) turn.clearing.add(warning.id);
  }

  function compare(turn: Turn): void {
    const burning = new Set<string>();
    for (const firing of engine.firing()) {
      burning.add(firing.key);
      burn(turn, firing);
    }
    for (const warning of turn.listOpen())
      if (warning.rule && warning.origin === 'rule' && !burning.has(warning.key))
        turn.end(warning, engine.whyOver(warning.rule.id, warning.rule.version, warning.key));
  }

  /** Warnings after rules were changed or retired. */
  async function reconcile(): Promise<void> {
    const unsaved = () => engine.unsaved();
    let stored: ReturnType<typeof unsaved> = [];
    await desk.inTurn(compare, () => {
      stored = unsaved();
      return stored;
    });
    engine.saved(stored);
  }

  return {
    reconcile,
    /** One minute. */
    async step(at_ms: number): Promise<void> {
      engine.step(at_ms);
      await reconcile();
    },
  };
}
