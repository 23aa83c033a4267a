import type { ClockAct, SituationFacts, SituationMove } from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import type { Area } from '../../../kit/area.ts';
import type { Changer, Draft } from './changes.ts';
import { situationsErrors } from './errors.ts';
import { type FactsDeps, factsOf, reconsiderLevel } from './facts.ts';
import { nextStates, reopens } from './model.ts';
import { onMoved } from './situation-clocks.ts';
import { STATE_WORDS } from './words.ts';

export interface DeskDeps extends FactsDeps {
  readonly changer: Changer;
  /** Who may handle situations of the whole city. */
  readonly handlers: () => Promise<readonly { readonly principal: string; readonly name: string }[]>;
}

interface Numbered {
  readonly version: number;
}

/** What people do with one situation. What they do is in the database when they are answered. */
export function createSituationDesk(deps: DeskDeps) {
  const { changer, handlers } = deps;

  const change = (
    acting: Acting,
    area: Area,
    id: number,
    version: number | null,
    work: (draft: Draft) => void,
  ) => changer.change([{ id, version }], area, changer.authorOf(acting), async ([draft]) => work(draft));

  async function personOf(to: string, { session }: Acting) {
    if (to === 'me' || to === session.principal)
      return { principal: session.principal, name: session.account };
    const found = (await handlers()).find(({ principal }) => principal === to);
    if (!found) throw situationsErrors.unknown_handler({ to });
    return found;
  }

  return {
    acknowledge: (acting: Acting, area: Area, id: number, { version }: Numbered) =>
      change(acting, area, id, version, (draft) => {
        if (draft.row.acknowledged_ms !== null) return;
        const { actor, at_ms } = draft.by;
        draft.set({ acknowledged_by: actor, acknowledged_ms: at_ms });
        draft.note({ kind: 'acknowledged', zh: '已知悉', en: 'Acknowledged' });
      }),
    /** @throws AppError when somebody else took it over meanwhile */
    async own(acting: Acting, area: Area, id: number, { version, to }: Numbered & { to: string | null }) {
      const person = to === null ? null : await personOf(to, acting);
      return changer.change([{ id, version: null }], area, changer.authorOf(acting), async ([draft]) => {
        const { row } = draft;
        if (row.merged_into !== null) throw situationsErrors.merged({ id, into: row.merged_into });
        if (row.version !== version) throw otherHand(draft, version, acting);
        if (row.owner === (person?.principal ?? null)) return;
        draft.set({ owner: person?.principal ?? null, owner_name: person?.name ?? null });
        draft.note(ownerEntry(row.owner_name, person?.name ?? null));
      });
    },
    move: (acting: Acting, area: Area, id: number, { version, to, reason }: SituationMove) =>
      changer.change([{ id, version }], area, changer.authorOf(acting), async ([draft], queries) => {
        const from = draft.row.state;
        if (!nextStates(from).includes(to))
          throw situationsErrors.no_such_move({ from: STATE_WORDS[from], to: STATE_WORDS[to] });
        if ((to === 'dismissed' || reopens(from, to)) && reason.length < 2)
          throw situationsErrors.reason_needed();
        move(draft, to, reason);
        if (to === 'dismissed' || to === 'reviewed') await queries.proposals.endOf(id);
      }),
    correct: (acting: Acting, area: Area, id: number, { version, ...facts }: SituationFacts) =>
      change(acting, area, id, version, (draft) => {
        const { part, said } = factsOf(deps, draft.row, facts);
        if (said.length === 0) throw situationsErrors.nothing_changed();
        const was = draft.row;
        draft.set(part);
        reconsiderLevel(draft, was.level);
        draft.note({
          kind: 'facts',
          zh: said.map(({ zh }) => zh).join('；'),
          en: said.map(({ en }) => en).join('; '),
          detail: { after: part },
        });
      }),
    /** @param key the same note sent twice, as after a lost answer, is one */
    note: (acting: Acting, area: Area, id: number, text: string, key?: string) =>
      changer.change([{ id, version: null }], area, changer.authorOf(acting), async ([draft], queries) => {
        const known =
          key !== undefined && (await queries.listEntries(id)).some(({ detail }) => detail.key === key);
        if (known) return;
        draft.note({ kind: 'note', zh: text, en: text, detail: key === undefined ? {} : { key } });
      }),
    /** Who acts approves: the route asks for the permission to. */
    actOnClock: (acting: Acting, area: Area, id: number, code: string, version: number, what: ClockAct) =>
      change(acting, area, id, version, (draft) => {
        if (!draft.clocks.has(code)) throw situationsErrors.unknown_clock({ code });
        const { at_ms, actor } = draft.by;
        const approved = what.kind === 'resumed' ? what : { ...what, approved_by: actor };
        draft.clocks.add(code, { ...approved, at_ms });
        draft.note(clockEntry(code, what));
      }),
  };
}

/** Says who was first where two take a situation over at once. */
function otherHand({ row }: Draft, seen: number, { session }: Acting) {
  const { id, owner, owner_name, version } = row;
  return owner !== null && owner !== session.principal
    ? situationsErrors.taken({ id, owner: owner_name ?? owner })
    : situationsErrors.changed({ id, now: version, seen });
}

const ownerEntry = (before: string | null, after: string | null) => ({
  ...{ kind: 'owner' as const, detail: { before, after } },
  zh: after === null ? `${before} 交回，无人负责` : `由 ${after} 负责${before ? `（原为 ${before}）` : ''}`,
  en:
    after === null ? `Given back by ${before}` : `Taken over by ${after}${before ? ` (was ${before})` : ''}`,
});

function move(draft: Draft, to: SituationMove['to'], reason: string): void {
  const from = draft.row.state;
  const { at_ms } = draft.by;
  const { validity } = draft.row;
  const end_ms = to === 'cleared' ? at_ms : to === 'responding' ? null : validity.end_ms;
  draft.set({
    state: to,
    validity: { ...validity, end_ms: end_ms === null ? null : Math.max(end_ms, validity.start_ms + 1) },
  });
  onMoved(draft.clocks, from, draft.moment, reason);
  const [a, b] = [STATE_WORDS[from], STATE_WORDS[to]];
  draft.note({
    kind: 'state',
    zh: `${a.zh} → ${b.zh}${reason ? `：${reason}` : ''}`,
    en: `${a.en} → ${b.en}${reason ? `: ${reason}` : ''}`,
    detail: { from, to, reason },
  });
}

const ACTS: Readonly<Record<ClockAct['kind'], readonly [zh: string, en: string]>> = {
  paused: ['暂停', 'paused'],
  resumed: ['恢复', 'resumed'],
  extended: ['延长', 'extended'],
};

function clockEntry(code: string, what: ClockAct) {
  const [zh, en] = ACTS[what.kind];
  return {
    ...{ kind: 'clock' as const, detail: { code, ...what } },
    zh: `时限“${code}”${zh}：${what.reason}`,
    en: `Clock “${code}” ${en}: ${what.reason}`,
  };
}

export type SituationDesk = ReturnType<typeof createSituationDesk>;
