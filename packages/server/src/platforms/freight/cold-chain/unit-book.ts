import type { Bilingual } from '@opentocc/contract';
import type { Accounts } from '../../../base/accounts/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { FilingDoor } from '../filing/index.ts';
import type { TrackingModule } from '../tracking/index.ts';
import type { Filing, Followed } from './model.ts';

/** Names of units stay so for a moment: every list asks for them. */
const FRESH_MS = 5_000;

/** Names of holders and who answers for them, by the organisation: a firm is a unit of its kind. */
export function createUnitBook(accounts: Pick<Accounts, 'answeringUnits' | 'actorsWith'>, clock: Clock) {
  let known: ReadonlyMap<string, Bilingual> = new Map();
  let read_ms = Number.NEGATIVE_INFINITY;

  return {
    async names(): Promise<ReadonlyMap<string, Bilingual>> {
      if (clock.now() - read_ms > FRESH_MS || clock.now() < read_ms) {
        known = new Map((await accounts.answeringUnits()).map(({ code, name }) => [code, name]));
        read_ms = clock.now();
      }
      return known;
    },
    /** Accounts that answer recalls for a unit; none where it has no account. */
    async answerers(unit: string): Promise<readonly string[]> {
      const actors = await accounts.actorsWith('cold-chain:declare');
      return actors.filter((one) => one.units?.includes(unit)).map(({ principal }) => principal);
    },
  };
}

const STANDING: Readonly<Record<string, Bilingual>> = {
  in_order: { zh: '正常', en: 'in order' },
  suspended: { zh: '已暂停', en: 'suspended' },
  expired: { zh: '证照过期', en: 'its documents are expired' },
  removed: { zh: '已移出备案', en: 'removed' },
};

/** Whether a firm and its truck may carry goods, as they are on file now. */
export const filingOf = (filed: Pick<FilingDoor, 'firm' | 'truckByPlate'>): Filing => ({
  firmFault(code) {
    const firm = filed.firm(code);
    if (!firm) return { zh: '没有备案', en: 'not on file' };
    return standingFault(firm.state, firm.reason);
  },
  truckFault(plate, firm) {
    const truck = filed.truckByPlate(plate);
    if (!truck) return { zh: '没有备案', en: 'not on file' };
    if (truck.firm !== firm) return { zh: '备案在另一家企业名下', en: 'on file with another firm' };
    return standingFault(truck.state, truck.reason);
  },
});

/** Where trucks are, by those that follow their trips: they know a truck by its code on file. */
export const followedOf = (
  { lastFix, alarmsOf }: TrackingModule['tracking'],
  filed: Pick<FilingDoor, 'truckByPlate'>,
): Followed => ({
  lastFix(plate) {
    const truck = filed.truckByPlate(plate);
    const last = truck && lastFix(truck.id);
    return last ? { lon: last.lon, lat: last.lat, at_ms: last.at_ms } : undefined;
  },
  offRouteSince: (trip) =>
    alarmsOf(trip).find(({ kind, ended_ms }) => kind === 'off_route' && ended_ms === null)?.began_ms ?? null,
});

function standingFault(state: string, reason: string): Bilingual | null {
  if (state === 'in_order') return null;
  const { zh, en } = STANDING[state] ?? { zh: state, en: state };
  return { zh: `${zh}${reason && `（${reason}）`}`, en: `${en}${reason && ` (${reason})`}` };
}
