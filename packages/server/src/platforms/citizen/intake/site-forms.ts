import type { HeldState } from '@opentocc/contract';
import { cityDay } from '../../../kit/clock.ts';
import { type AskedCase, createFollowTokens, type FollowKeys } from '../cases/index.ts';
import { intakeErrors } from './errors.ts';
import type { Gate, Offered } from './gate.ts';
import { DECIDE_WITHIN_MS } from './held.ts';
import type { CasesPort } from './ports.ts';
import { person } from './senders.ts';
import type { HeldRow, IntakeStore } from './store.ts';

/** What who sent it sees of something that is held back. */
export interface FollowedHeld {
  /** By which it is followed until it has the number of a case, and afterwards. */
  readonly receipt: string;
  readonly code: string;
  readonly received_ms: number;
  /** By when a person looks at it. */
  readonly confirmed_by_ms: number;
  readonly state: HeldState;
  /** What it became: a case of its own, or the one that it was joined to. */
  readonly case: { readonly id: number; readonly number: string } | null;
}

export interface SiteFormsDeps {
  readonly gate: Pick<Gate, 'offer'>;
  readonly store: Pick<IntakeStore, 'findHeld'>;
  readonly cases: Pick<CasesPort, 'findByNumber'>;
  readonly keys: FollowKeys;
}

/** Forms of the citizens' site on their way to cases, and what is seen of those that wait for a person. */
export function createSiteForms({ gate, store, cases, keys }: SiteFormsDeps) {
  const codes = createFollowTokens(keys, 'intake:follow');

  return {
    /**
     * The same key is the same, whatever became of it.
     * @param network whose connection it came by, which is the sender of who gave no number
     */
    take({ files, ...asked }: AskedCase, network: string): Promise<Offered> {
      const attachments = files.map(({ name, content }) => ({ name, content }));
      const { phone } = asked.asker;
      const sender = phone === null ? ({ kind: 'network', address: network } as const) : person(phone);
      return gate.offer({ ...asked, key: `site:${asked.key}`, attachments }, sender);
    },
    /** What is held back under a receipt with its code; null for any other pair, whichever of them is wrong. */
    async identify(receipt: string, code: string): Promise<number | null> {
      const row = await findByReceipt(store, receipt);
      const is_right = await codes.isTokenOf(row?.id ?? 0, code);
      return row && is_right ? row.id : null;
    },
    /** @throws AppError when there is none */
    async read(id: number): Promise<FollowedHeld> {
      const row = await store.findHeld(id);
      if (!row) throw intakeErrors.unknown_held({ id });
      const { received_ms, state, case_number } = row;
      return {
        ...{ receipt: receiptOf(row), code: await codes.tokenOf(id), received_ms, state },
        confirmed_by_ms: received_ms + DECIDE_WITHIN_MS,
        case: case_number === null ? null : ((await cases.findByNumber(case_number)) ?? null),
      };
    },
  };
}

export type SiteForms = ReturnType<typeof createSiteForms>;

/** "SJ12328-20261128-000007": 收件, with the day on which it came and which one it is of all that were held back. */
const receiptOf = ({ id, received_ms }: Pick<HeldRow, 'id' | 'received_ms'>): string =>
  `SJ12328-${cityDay(received_ms).replaceAll('-', '')}-${String(id).padStart(6, '0')}`;

async function findByReceipt(store: SiteFormsDeps['store'], receipt: string): Promise<HeldRow | undefined> {
  const [, id] = /^SJ12328-\d{8}-(\d{6,9})$/.exec(receipt) ?? [];
  const row = id === undefined ? undefined : await store.findHeld(Number(id));
  return row && receiptOf(row) === receipt ? row : undefined;
}
