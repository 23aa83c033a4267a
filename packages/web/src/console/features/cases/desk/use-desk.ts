import type { Case } from '@opentocc/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { ApiError, call } from '../../../../ui/api.ts';
import { useErrorText } from '../../../../ui/error-text.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { platformNow } from '../../../../ui/platform-clock.ts';
import { useSession } from '../../../session/session.ts';
import { toast } from '../../../ui/toast.ts';
import { CHANGED } from '../queries.ts';
import { createDeskStorage, type DeskStorage } from './desk-storage.ts';
import { bodyOf, type DeskAct, type Draft, type DraftCall, draftOf, isBlank, newDraft } from './draft.ts';
import { type Desk as DeskServer, isForLater, type Sending, send } from './outbox.ts';

/** What could not be sent is tried again this often, and at once when the network is back. */
const RETRY_MS = 5_000;

const SERVER: DeskServer = {
  take: (body) => call('POST /api/v1/cases', { body }),
  answer: ({ id, version }, text) =>
    call('POST /api/v1/cases/:id/answer', { params: { id }, body: { version, text, close: true } }),
  dispatch: ({ id, version }, unit) =>
    call('POST /api/v1/cases/:id/dispatch', { params: { id }, body: { version, unit } }),
};

/** A case that was sent from here, as it stands at the server. */
export interface Sent {
  readonly one: Case;
  /** From the first key to the last, ms. */
  readonly took_ms: number;
}

/** The desk of an agent: drafts, the one that is typed, what is on its way, and what became of it. */
export function useDesk() {
  const { principal } = useSession();
  const storage = useMemo(() => createDeskStorage(localStorage, principal), [principal]);
  const [drafts, setDrafts] = useState(storage.drafts);
  const [key, setKey] = useState<string | null>(drafts[0]?.key ?? null);
  const outbox = useOutbox(storage);
  const draft = drafts.find((one) => one.key === key) ?? null;
  const reload = () => setDrafts(storage.drafts());

  const begin = (from: DraftCall | null = null) => {
    const same = from && drafts.find((one) => one.call?.call === from.call);
    const blank = from ? undefined : drafts.find(isBlank);
    const made = same ?? blank ?? newDraft(crypto.randomUUID(), platformNow(), from);
    storage.saveDraft(made);
    reload();
    setKey(made.key);
  };
  const change = (next: Draft) => {
    setDrafts((all) => all.map((one) => (one.key === next.key ? next : one)));
    // What is typed is in the storage before the next key: a closed window takes nothing of it along.
    storage.saveDraft(next);
  };
  const drop = (gone: string) => {
    storage.dropDraft(gone);
    reload();
    setKey(storage.drafts()[0]?.key ?? null);
  };
  return {
    ...{ drafts, draft, begin, change, drop, open: setKey },
    ...outbox,
    /** Hands a draft over to the outbox: from here on it is sent, whatever becomes of window and network. */
    hand(from: Draft, category: string, act: DeskAct) {
      outbox.add({ body: bodyOf(from, category), act, at_ms: platformNow(), refused: null }, from.begun_ms);
      drop(from.key);
    },
    /** What was refused comes back as a draft, to be corrected. */
    takeBack({ body, act, at_ms }: Sending) {
      storage.saveDraft(draftOf(body, act, at_ms));
      outbox.remove(body.key);
      reload();
      setKey(body.key);
    },
  };
}
export type Desk = ReturnType<typeof useDesk>;

function useOutbox(storage: DeskStorage) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [waiting, setWaiting] = useState(storage.sendings);
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const reload = useCallback(() => setWaiting(storage.sendings()), [storage]);

  const attempt = async (one: Sending, begun_ms: number) => {
    try {
      const done = await send(one, SERVER);
      storage.dropSending(one.body.key);
      setSent((all) => [{ one: done, took_ms: one.at_ms - begun_ms }, ...all].slice(0, 5));
      toast('done', t('cases.desk.sent', { number: done.number }));
      for (const changed of CHANGED) void queries.invalidateQueries({ queryKey: [changed] });
    } catch (error) {
      if (error instanceof ApiError && !isForLater(error))
        storage.saveSending({ ...one, refused: errorText(error) });
    }
    reload();
  };
  const tryAll = async () => {
    for (const one of storage.sendings()) if (one.refused === null) await attempt(one, one.at_ms);
  };
  useRetries(
    waiting.some(({ refused }) => refused === null),
    tryAll,
  );
  return {
    ...{ waiting, sent },
    add(one: Sending, begun_ms: number) {
      storage.saveSending(one);
      reload();
      void attempt(one, begun_ms);
    },
    remove(key: string) {
      storage.dropSending(key);
      reload();
    },
  };
}

/** Tries again now and act, and when the network is back, while something waits. */
function useRetries(isWaiting: boolean, tryAll: () => Promise<void>): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what waits is read from the storage each time
  useEffect(() => {
    if (!isWaiting) return;
    let isTrying = false;
    const again = () => {
      if (isTrying) return;
      isTrying = true;
      void tryAll().finally(() => {
        isTrying = false;
      });
    };
    const timer = setInterval(again, RETRY_MS);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [isWaiting]);
}
