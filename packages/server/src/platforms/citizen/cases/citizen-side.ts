import type { CasePlace, CaseType, MeantParty, NewAsker } from '@opentocc/contract';
import type { Attachments, PreparedFile } from '../../../base/attachments/index.ts';
import type { KeyService } from '../../../base/keys/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import { CITIZEN } from './citizen-author.ts';
import { createFollowTokens } from './follow-tokens.ts';
import { type FollowedCase, followedCase } from './followed-case.ts';
import { type Author, type CaseRow, isOpen } from './model.ts';
import { everywhere } from './reach.ts';
import type { Cases } from './service.ts';
import type { CaseStore } from './store.ts';
import { rootOf } from './telling.ts';

/** What somebody asks by the site. */
export interface AskedCase {
  readonly channel: 'web' | 'wechat';
  /** Of the form: sent twice it is one case. */
  readonly key: string;
  readonly type: CaseType;
  readonly text: string;
  readonly asker: NewAsker;
  readonly place: CasePlace;
  readonly meant: MeantParty | null;
  readonly files: readonly PreparedFile[];
}

/** What who asked adds later. The same key sent twice is added once. */
export interface AddedToCase {
  readonly key: string;
  readonly text: string;
  readonly files: readonly PreparedFile[];
}

export interface CitizenSideDeps {
  readonly cases: Pick<Cases, 'find' | 'findByNumber' | 'reader' | 'remarks' | 'attachAs'>;
  readonly store: Pick<CaseStore, 'find' | 'attachments' | 'listEntries'>;
  readonly attachments: Pick<Attachments, 'read' | 'describe'>;
  readonly keys: Pick<KeyService, 'blindIndex'>;
  readonly clock: Clock;
}

/** What was added after it was taken says of which case it is, since it may stand in another one that this was merged into. */
const laterActor = (id: number): string => `${CITIZEN.actor} ${id}`;
const isOwnFile = (row: { readonly case: number; readonly author: string }, id: number): boolean =>
  row.author === laterActor(id) || (row.case === id && row.author === CITIZEN.actor);

/** Cases for who asked: what they may see and do with number and token, and nothing beyond their own case. */
export function createCitizenSide({ cases, store, attachments, keys, clock }: CitizenSideDeps) {
  const tokens = createFollowTokens(keys);
  const author = (): Author => ({ ...CITIZEN, at_ms: clock.now() });
  const rootRow = async (id: number): Promise<CaseRow | undefined> => store.find(await rootOf(store, id));

  async function attachAll(id: number, files: readonly PreparedFile[]): Promise<void> {
    const by = { ...author(), actor: laterActor(id) };
    for (const { name, content } of files) await cases.attachAs(by, id, { file: name, content, note: '' });
  }

  /** Files of this asker alone: those of others who asked the same stand beside them in the case that all were merged into. */
  async function filesOf(id: number): Promise<FollowedCase['files']> {
    const rows = await store.attachments.listOf([...new Set([id, await rootOf(store, id)])]);
    const own = rows.filter((row) => isOwnFile(row, id));
    const stored = await attachments.describe(own.map(({ hash }) => hash));
    return own.map(({ id: file, name, hash }) => ({ id: file, name, bytes: stored.get(hash)?.bytes ?? 0 }));
  }

  /** Whether the last thing that opened it was this very wish: its answer was lost on the way. */
  async function wasReopenedFor(id: number, reason: string): Promise<boolean> {
    const root = await rootRow(id);
    if (!root || !isOpen(root)) return false;
    const last = (await store.listEntries(root.id)).findLast(({ kind }) => kind === 'reopened');
    return last?.detail.reason === reason;
  }

  return {
    /** The case of a number with its token; null for any other pair, whichever of them is wrong. */
    async identify(number: string, token: string): Promise<number | null> {
      const row = await cases.findByNumber(number);
      const is_right = await tokens.isTokenOf(row?.id ?? 0, token);
      return row && is_right ? row.id : null;
    },
    /** @throws AppError when there is no such case */
    async read(id: number): Promise<FollowedCase> {
      const own = await cases.reader.get(everywhere, id, null);
      const root_id = await rootOf(store, id);
      const root = root_id === id ? own : await cases.reader.get(everywhere, root_id, null);
      const row = await store.find(root_id);
      const until_ms = row ? cases.remarks.reopenableUntil(row) : null;
      return followedCase(own, root, {
        token: await tokens.tokenOf(id),
        reopen_until_ms: until_ms !== null && until_ms >= clock.now() ? until_ms : null,
        files: await filesOf(id),
      });
    },
    /** What was said first, then the files: sent once more after a lost answer, it goes on where it was cut short. */
    async remark(id: number, { key, text, files }: AddedToCase): Promise<void> {
      await cases.remarks.remark(id, author(), { text, key: `site:${key}` });
      await attachAll(id, files);
    },
    /** @throws AppError when it is not closed, or was closed too long ago */
    async reopen(id: number, { text }: Pick<AddedToCase, 'text'>): Promise<void> {
      if (await wasReopenedFor(id, text)) return;
      await cases.remarks.reopen(id, author(), text, 'asker');
    },
    /** A file that who asked sent with this case; null for any other. */
    async file(id: number, attachment: number) {
      const found = Number.isSafeInteger(attachment) ? await findAttachment(attachment) : undefined;
      if (!found || !isOwnFile(found, id)) return null;
      const stored = await attachments.read(found.hash);
      return stored ? { name: found.name, media: stored.media, content: stored.content } : null;
    },
  };

  function findAttachment(attachment: number) {
    return attachment > 0 && attachment < 2 ** 31 ? store.attachments.find(attachment) : undefined;
  }
}

export type CitizenSide = ReturnType<typeof createCitizenSide>;
