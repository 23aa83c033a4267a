import type { CallBrief } from '@opentocc/contract';
import { known } from '../../../../ui/asked.ts';
import { useStore } from '../../../../ui/store.ts';
import { useFeed } from '../../../feed-context.tsx';
import { useSession } from '../../../session/session.ts';
import { useSeat } from './seat-part.tsx';

/** Calls as this agent sees them. */
interface OwnCalls {
  /** Those that ring at, or are spoken from, the agent's extension; the ringing first. */
  readonly own: readonly CallBrief[];
  /** Those that wait in the queue for anybody. */
  readonly queued: number;
}

/** The telephones, as far as they concern the agent; null while the live channel says nothing of them. */
export function useOwnCalls(): OwnCalls | null {
  const telephones = useStore(useFeed().telephones);
  const { principal } = useSession();
  const extension = known(useSeat())?.seat?.extension ?? null;
  if (telephones === null) return null;
  const all = [...telephones.calls.values()];
  const isOwn = ({ state, extension: at, agent }: CallBrief) =>
    state === 'ringing' ? at !== null && at === extension : agent?.principal === principal;
  return {
    own: all.filter(isOwn).sort((a, b) => Number(a.state !== 'ringing') - Number(b.state !== 'ringing')),
    queued: all.filter(({ state, extension: at }) => state === 'ringing' && at === null).length,
  };
}
