import type { Bilingual, PlanChoices } from '@opentocc/contract';
import type { CheckWorld } from './checks/index.ts';
import type { PlanStore } from './store.ts';
import { type Organisation, type Roll, takeRoll } from './units.ts';

export interface Named {
  readonly key: string;
  readonly name: Bilingual;
}

/** A measure that thresholds may name. */
export interface Measure extends Named {
  /** Of its value: "0–10", "mm/h". */
  readonly unit: string;
  /** Null where it is not measured. */
  now(): number | null;
}

export interface ChoicesDeps {
  readonly store: Pick<PlanStore, 'listTags'>;
  readonly organisation: Organisation;
  listMeasures(): readonly Measure[];
  listWarningKinds(): readonly Named[];
  listSituationKinds(): readonly Named[];
}

/** What plans may name, and the names by which screens show it. */
export class Choices {
  readonly #deps: ChoicesDeps;

  constructor(deps: ChoicesDeps) {
    this.#deps = deps;
  }

  async list(): Promise<PlanChoices> {
    const { organisation, listMeasures, listWarningKinds, listSituationKinds } = this.#deps;
    const roll = await this.roll();
    const roles = await organisation.listRoles();
    return {
      units: [...roll.units.values()].map(({ code, name, parent, tags, assumed }) => ({
        ...{ code, name, parent, assumed },
        tags: [...tags],
      })),
      roles: roles.map(({ code, name }) => ({ key: code, name })),
      measures: listMeasures().map(({ key, name, unit, now }) => ({ key, name, unit, now: now() })),
      warnings: [...listWarningKinds()],
      situations: [...listSituationKinds()],
    };
  }

  roll = (): Promise<Roll> => takeRoll(this.#deps.organisation, this.#deps.store);

  async world(): Promise<CheckWorld> {
    const { organisation, listMeasures, listWarningKinds, listSituationKinds } = this.#deps;
    const keys = (all: readonly { key: string }[]) => new Set(all.map(({ key }) => key));
    return {
      roll: await this.roll(),
      roles: new Set((await organisation.listRoles()).map(({ code }) => code)),
      measures: keys(listMeasures()),
      warnings: keys(listWarningKinds()),
      situations: keys(listSituationKinds()),
    };
  }
}
