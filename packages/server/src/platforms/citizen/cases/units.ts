import type { CaseUnitChoice } from '@opentocc/contract';
import type { Accounts } from '../../../base/accounts/index.ts';
import { casesErrors } from './errors.ts';

/** Names of units stay so for a moment: every list asks for them. */
const FRESH_MS = 5_000;

/** Units that cases are dispatched to, and whether anybody is there. */
export function createCaseUnits(
  accounts: Pick<Accounts, 'answeringUnits' | 'actorsWith'>,
  clock: { now(): number },
) {
  let names = new Map<string, CaseUnitChoice['name']>();
  let read_ms = Number.NEGATIVE_INFINITY;

  async function list(): Promise<CaseUnitChoice[]> {
    const [units, actors] = await Promise.all([
      accounts.answeringUnits(),
      accounts.actorsWith('cases:handle'),
    ]);
    names = new Map(units.map(({ code, name }) => [code, name]));
    read_ms = clock.now();
    return units.map(({ code, name, kind, districts }) => ({
      ...{ code, name, kind, districts: districts === null ? null : [...districts] },
      // Who reaches every unit is the hotline, and no hand at any of them.
      handlers: actors.filter(({ units: reached }) => reached?.includes(code)).length,
    }));
  }

  return {
    list,
    /** @throws AppError where there is no such unit, or nobody who could take a case */
    async requireStaffed(code: string): Promise<CaseUnitChoice> {
      const found = (await list()).find((unit) => unit.code === code);
      if (!found) throw casesErrors.unknown_unit({ unit: code });
      if (found.handlers === 0) throw casesErrors.unit_without_people({ unit: found.name });
      return found;
    },
    isUnit: async (code: string): Promise<boolean> => (await list()).some((unit) => unit.code === code),
    /** Names by code, for lists. */
    async names(): Promise<ReadonlyMap<string, CaseUnitChoice['name']>> {
      if (clock.now() - read_ms > FRESH_MS) await list();
      return names;
    },
  };
}

export type CaseUnits = ReturnType<typeof createCaseUnits>;
