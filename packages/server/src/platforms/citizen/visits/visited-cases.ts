import type { Messages } from '../../../base/messages/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { CasesModule } from '../cases/index.ts';
import { SYSTEM, type VisitedCases } from './model.ts';

const OPEN: readonly string[] = ['received', 'dispatched', 'answered'];

/** The cases, as visits need them. */
export function visitedCasesOf(
  { cases, facts }: Pick<CasesModule, 'cases' | 'facts'>,
  messages: Pick<Messages, 'queue'>,
  clock: Clock,
): VisitedCases {
  const author = () => ({ ...SYSTEM, at_ms: clock.now() });
  return {
    facts,
    async reopen(id, reason) {
      const row = await cases.find(id);
      // What is open already, or was merged into what is, is worked on: there is nothing to open.
      if (!row || row.merged_into !== null || OPEN.includes(row.state)) return;
      await cases.remarks.reopen(id, author(), reason, 'visit');
    },
    note: (tx, id, { zh, en }) => cases.addEntry(tx, id, { kind: 'visit', zh, en }, author()),
    reveal: (acting, id, reason) => cases.reveal(acting, id, reason),
    async tell(tx, id, key, { subject, text }) {
      const contact = await cases.contactOf(id);
      const channel = contact?.phone ? 'sms' : contact?.email ? 'email' : null;
      if (channel === null) return false;
      const about = { module: 'visits', id: key, opens: `/cases/${id}` };
      await messages.queue(tx, { key, channel, to: `case:${id}`, subject, text, about, drill: false });
      return true;
    },
  };
}
