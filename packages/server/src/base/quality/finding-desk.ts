import type { FindingHandler, FindingHandling, HandlingAct, NoticeDraft } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { Acting } from '../../kit/acting.ts';
import type { Clock } from '../../kit/clock.ts';
import { causesOf } from './cause.ts';
import { qualityErrors } from './errors.ts';
import type { Finding } from './finding.ts';
import type { FindingQuery, FindingStore } from './finding-store.ts';
import { handlingOf } from './handling.ts';
import type { HandlingStore } from './handling-store.ts';
import { type NoticeSource, noticeOf } from './notice.ts';

/** A finding with what it probably follows from, and what people did about it. */
export type HandledFinding = Finding & { readonly cause: number | null; readonly handling: FindingHandling };

/** Longest silence. Assumed (2026-11-27): a quarter, after which somebody looks again. */
const LONGEST_MUTE_DAYS = 92;
/** As many as there can be open; see `findings.ts`. */
const ALL_OPEN = { state: 'open', limit: 10_000 } as const;

export interface FindingDeskDeps {
  readonly findings: FindingStore;
  readonly handling: HandlingStore;
  readonly clock: Clock;
  /** Who may see to findings. */
  readonly handlers: () => Promise<readonly FindingHandler[]>;
  readonly sourceOf: (source: number) => NoticeSource;
}

/** Where people see to findings. What they do is in the database when they are answered. */
export function createFindingDesk({ findings, handling, clock, handlers, sourceOf }: FindingDeskDeps) {
  /** @throws AppError when one of them does not exist. */
  async function getAll(ids: readonly number[]): Promise<Finding[]> {
    const found = await findings.listByIds(ids);
    const missing = ids.filter((id) => !found.some((one) => one.id === id));
    if (missing.length > 0) throw qualityErrors.finding_unknown({ ids: missing.join(', ') });
    return found;
  }

  async function act(ids: readonly number[], what: HandlingAct, { session }: Acting): Promise<void> {
    const by = { at_ms: clock.now(), principal: session.principal, actor: session.account };
    await handling.add(what, await getAll([...new Set(ids)]), by);
  }

  return {
    /** Something to fix, the open ones first, the newest first. */
    async list(query: FindingQuery): Promise<HandledFinding[]> {
      const [listed, open] = await Promise.all([findings.list(query), findings.list(ALL_OPEN)]);
      const [acts, muteOf] = await Promise.all([
        handling.listActs(listed.map(({ id }) => id)),
        handling.findMutes(clock.now()),
      ]);
      const causes = causesOf(open);
      return listed.map((finding) => ({
        ...finding,
        cause: causes.get(finding.id) ?? null,
        handling: handlingOf(acts.get(finding.id) ?? [], muteOf(finding), clock.now()),
      }));
    },
    acknowledge: (ids: readonly number[], by: Acting) => act(ids, { kind: 'acknowledged' }, by),
    note: (ids: readonly number[], text: string, by: Acting) => act(ids, { kind: 'noted', text }, by),
    /** @param to principal, null for nobody. @throws AppError when they may not see to findings. */
    async assign(ids: readonly number[], to: string | null, by: Acting): Promise<void> {
      const person = (await handlers()).find(({ principal }) => principal === to);
      if (to !== null && !person) throw qualityErrors.handler_unknown({ to });
      await act(ids, { kind: 'assigned', to: person ?? null }, by);
    },
    /** @param until_ms null ends the silence. @throws AppError when it is past or too far ahead. */
    async mute(ids: readonly number[], until_ms: number | null, reason: string, by: Acting): Promise<void> {
      const now_ms = clock.now();
      const days = LONGEST_MUTE_DAYS;
      if (until_ms !== null && !(until_ms > now_ms && until_ms <= now_ms + days * DAY_MS))
        throw qualityErrors.mute_date({ days });
      await act(ids, { kind: 'muted', until_ms, reason }, by);
    },
    /** @throws AppError when the findings are of several sources. */
    async draftNotice(ids: readonly number[]): Promise<NoticeDraft> {
      const about = await getAll(ids);
      if (new Set(about.map(({ source }) => source)).size !== 1) throw qualityErrors.several_owners();
      const source = sourceOf(about[0].source);
      return { to: source.owner, text: noticeOf(source, about, clock.now()) };
    },
    recordNotice: (
      ids: readonly number[],
      notice: Omit<Extract<HandlingAct, { kind: 'sent' }>, 'kind'>,
      by: Acting,
    ) => act(ids, { kind: 'sent', ...notice }, by),
    listHandlers: handlers,
  };
}

export type FindingDesk = ReturnType<typeof createFindingDesk>;
