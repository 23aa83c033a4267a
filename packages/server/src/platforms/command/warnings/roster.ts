import type { WarningPerson } from '@opentocc/contract';
import type { Roster } from './ports.ts';

/** What is read of the roster stays so for a moment: a turn asks each time. */
const FRESH_MS = 5_000;

/** A unit of the organisation with the districts that it answers for; null is the whole city. */
interface AnsweringUnit {
  readonly code: string;
  readonly kind: 'city_centre' | 'sub_centre' | 'department' | 'firm';
  readonly districts: readonly string[] | null;
}

interface RosterDeps {
  /** Principals in the order of asking, by unit: its own roster first, then those of the units above it. */
  escalationsAt(
    at_ms: number,
    units: readonly (string | null)[],
  ): Promise<ReadonlyMap<string | null, readonly string[]>>;
  listUnits(): Promise<readonly AnsweringUnit[]>;
  namesOf(principals: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Who may act on warnings of the whole city: asked where the roster names nobody. */
  people(): Promise<readonly WarningPerson[]>;
}

type ByDistrict = ReadonlyMap<string | null, readonly WarningPerson[]>;

/**
 * Who is asked along the rosters of duty, by name: of the unit that answers for the district, then of the units above it up
 * to the whole centre, which is asked alone about what lies in no district or in several.
 */
export function createRoster({ escalationsAt, listUnits, namesOf, people }: RosterDeps): Roster {
  let known: { readonly at_ms: number; readonly found: Map<string | null, readonly WarningPerson[]> } = {
    at_ms: Number.NEGATIVE_INFINITY,
    found: new Map(),
  };

  async function ask(at_ms: number, districts: readonly (string | null)[]): Promise<ByDistrict> {
    const units = await listUnits();
    const unitOf = new Map(districts.map((one) => [one, unitOfDistrict(units, one)]));
    const orders = await escalationsAt(at_ms, [...new Set(unitOf.values())]);
    const names = await namesOf([...new Set([...orders.values()].flat())]);
    const everybody = await people();
    return new Map(
      districts.map((district) => {
        const order = orders.get(unitOf.get(district) ?? null) ?? [];
        const named = order.map((principal) => ({ principal, name: names.get(principal) ?? principal }));
        return [district, named.length === 0 ? everybody : named];
      }),
    );
  }

  return {
    async escalationsAt(at_ms, districts) {
      if (at_ms - known.at_ms >= FRESH_MS || at_ms < known.at_ms) known = { at_ms, found: new Map() };
      const { found } = known;
      const missing = districts.filter((one) => !found.has(one));
      if (missing.length > 0)
        for (const [district, all] of await ask(at_ms, missing)) found.set(district, all);
      return found;
    },
  };
}

/**
 * The unit that answers for a district alone or with the fewest others, a sub-centre before its departments; null, the whole
 * centre, where none does.
 */
export function unitOfDistrict(units: readonly AnsweringUnit[], district: string | null): string | null {
  if (district === null) return null;
  const answering = units.filter(({ districts }) => districts?.includes(district));
  const rank = ({ kind, districts }: AnsweringUnit) =>
    (districts?.length ?? 0) + (kind === 'department' || kind === 'firm' ? 1_000 : 0);
  return answering.sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1))[0]?.code ?? null;
}
