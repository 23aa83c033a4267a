import type { MessageChannel, MessageState } from '@opentocc/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../../ui/api.ts';

const ASKED_EACH_MS = 5_000;

export interface MessageChoice {
  readonly state: MessageState | undefined;
  readonly channel: MessageChannel | undefined;
  /** Shows what is older than this message; undefined shows the newest. */
  readonly before: number | undefined;
}

export const useMessages = (choice: MessageChoice) =>
  useQuery({
    queryKey: ['messages', 'list', choice],
    queryFn: () => call('GET /api/v1/messages', { query: { ...choice, limit: 20 } }),
    refetchInterval: ASKED_EACH_MS,
    placeholderData: keepPreviousData,
  });

export const useMessage = (id: number) =>
  useQuery({
    queryKey: ['messages', 'one', id],
    queryFn: () => call('GET /api/v1/messages/:id', { params: { id } }),
    refetchInterval: ASKED_EACH_MS,
  });

export const useMessageStatus = () =>
  useQuery({
    queryKey: ['messages', 'status'],
    queryFn: () => call('GET /api/v1/message-channels'),
    refetchInterval: ASKED_EACH_MS,
  });

export const useEndpoints = () =>
  useQuery({
    queryKey: ['messages', 'endpoints'],
    queryFn: () => call('GET /api/v1/message-endpoints'),
  });

/** Beside the live channel, which says when there is something new, for who has none. */
const INBOX_EACH_MS = 30_000;

/** @param newest number of the newest message to any screen: it asks when that grows */
export const useInbox = (newest: number) =>
  useQuery({
    queryKey: ['inbox', newest],
    queryFn: () => call('GET /api/v1/inbox'),
    refetchInterval: INBOX_EACH_MS,
    placeholderData: keepPreviousData,
  });
