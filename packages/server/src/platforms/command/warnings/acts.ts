import type { Warning, WarningAct, WarningActs, WarningPerson } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Area, isWithin } from '../../../kit/area.ts';
import { kitErrors } from '../../../kit/errors.ts';
import type { WarningDesk } from './desk.ts';
import { warningsErrors } from './errors.ts';
import { isOpen } from './model.ts';
import type { WarningPolicy } from './policy.ts';
import type { Turn } from './turn.ts';
import * as words from './words.ts';

export interface ActsDeps {
  readonly desk: WarningDesk;
  readonly policy: WarningPolicy;
  readonly audit: AuditSink;
  /** Who may act on warnings of the whole city. */
  readonly people: () => Promise<readonly WarningPerson[]>;
}

interface Actor extends WarningPerson {
  readonly now_ms: number;
}

/** What people do about warnings. */
export function createActs({ desk, policy, audit, people }: ActsDeps) {
  /** One act on several warnings, all or none. @throws AppError when one of them is not as the person saw it */
  async function act(acting: Acting, area: Area, { on, act: what }: WarningActs): Promise<Warning[]> {
    const { principal, account: name } = acting.session;
    const all = await people();
    return desk
      .inTurn(async (turn) => {
        const known = on.map(({ id, version }) => require(turn, area, id, version));
        const me = { principal, name, now_ms: turn.now_ms };
        for (const warning of known) {
          const made = applied(turn, warning, what, me, all);
          if (made) turn.put(made);
        }
        await record(acting, what, known);
        return on.map(({ id }) => id);
      })
      .then((ids) => ids.map((id) => desk.book.find(id)!));
  }

  function require(turn: Turn, area: Area, id: number, version: number): Warning {
    const warning = turn.find(id);
    if (!warning) throw warningsErrors.unknown({ id });
    if (!isWithin(area, warning.place.district)) throw kitErrors.out_of_area();
    if (warning.version === version) return warning;
    const by = warning.owner?.name ?? warning.acknowledged?.by ?? '系统 the system';
    throw warningsErrors.changed_meanwhile({ id, by, what: warning.attention });
  }

  function applied(
    turn: Turn,
    warning: Warning,
    what: WarningAct,
    me: Actor,
    all: readonly WarningPerson[],
  ): Warning | null {
    if (what.kind === 'note') {
      turn.entry(warning.id, 'note', words.note(what.text), me.name);
      return null;
    }
    if (!isOpen(warning)) throw warningsErrors.over({ id: warning.id, what: what.kind });
    const said = DOES[what.kind](warning, what as never, me, { policy, all });
    turn.entry(warning.id, what.kind, said.text, me.name);
    if (said.tells)
      turn.tellings.push({
        warning,
        why: 'offered',
        to: said.tells,
        channels: policy.levels[warning.level].channels,
      });
    if (what.kind === 'close') {
      turn.end(said.warning, 'cancelled');
      return null;
    }
    return said.warning;
  }

  async function record(
    { session, address }: Acting,
    what: WarningAct,
    on: readonly Warning[],
  ): Promise<void> {
    const { principal, account: actor } = session;
    const before = on.map(({ id, attention, owner, version }) => ({
      id,
      attention,
      version,
      owner: owner?.name ?? null,
    }));
    await audit.record({
      ...{ principal, actor, address, action: `warnings.${what.kind}`, result: 'done' },
      target: `warning:${on[0].id}`,
      detail: { ...(what as { [key: string]: Json }), before },
    });
  }

  return { act };
}

interface Done {
  readonly warning: Warning;
  readonly text: ReturnType<typeof words.note>;
  readonly tells?: WarningPerson;
}
interface Rules {
  readonly policy: WarningPolicy;
  readonly all: readonly WarningPerson[];
}
type Does<K extends WarningAct['kind']> = (
  warning: Warning,
  what: Extract<WarningAct, { kind: K }>,
  me: Actor,
  rules: Rules,
) => Done;

/** What each act makes of an open warning. */
const DOES: { [K in Exclude<WarningAct['kind'], 'note'>]: Does<K> } = {
  acknowledge(warning, { minutes }, me, { policy }) {
    const { acknowledged_ms, most_acknowledged_ms } = policy.levels[warning.level];
    const holds_ms = minutes === null ? acknowledged_ms : minutes * MINUTE_MS;
    if (holds_ms > most_acknowledged_ms)
      throw warningsErrors.acknowledged_too_long({ minutes: most_acknowledged_ms / MINUTE_MS });
    const until_ms = me.now_ms + holds_ms;
    const acknowledged = { by: me.name, at_ms: me.now_ms, until_ms };
    return { warning: { ...warning, acknowledged }, text: words.acknowledged(until_ms) };
  },
  unacknowledge: (warning) => ({ warning: { ...warning, acknowledged: null }, text: words.unacknowledged }),
  take_over(warning, _, { principal, name }) {
    const from = warning.owner && warning.owner.principal !== principal ? warning.owner.name : null;
    return { warning: { ...warning, owner: { principal, name }, offered: null }, text: words.tookOver(from) };
  },
  offer(warning, { to }, me, { all }) {
    const person = all.find(({ principal }) => principal === to);
    if (!person) throw warningsErrors.unknown_person();
    const offered = { ...person, by: me.name, at_ms: me.now_ms };
    return { warning: { ...warning, offered }, text: words.offered(person.name), tells: person };
  },
  accept(warning, _, { principal, name }) {
    const by = requireOffered(warning, principal);
    return { warning: { ...warning, owner: { principal, name }, offered: null }, text: words.accepted(by) };
  },
  decline(warning, { reason }, { principal }) {
    requireOffered(warning, principal);
    return { warning: { ...warning, offered: null }, text: words.declined(reason) };
  },
  close(warning, { reason }) {
    if (warning.origin === 'rule') throw warningsErrors.of_a_rule({ id: warning.id });
    return { warning, text: words.closed(reason) };
  },
};

function requireOffered({ offered, id }: Warning, principal: string): string {
  if (offered?.principal !== principal) throw warningsErrors.not_offered({ id });
  return offered.by;
}
