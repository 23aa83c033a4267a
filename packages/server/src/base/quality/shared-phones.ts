import { QUALITY_LIMITS } from './limits.ts';

/** Devices refused, or displaced again and again, because another one uses the phone of their vehicle. Memory only: known again when they come again. */
export class SharedPhones {
  /** By vehicle. */
  readonly #refused = new Map<number, { readonly source: number; times: number; last_ms: number }>();

  note(source: number, vehicle: number, at_ms: number): void {
    const known = this.#refused.get(vehicle);
    const times = known?.source === source ? known.times : 0;
    this.#refused.set(vehicle, { source, times: times + 1, last_ms: at_ms });
  }

  /** Vehicles of a source whose phone two devices use, with how often one was refused or took over. */
  of(source: number): ReadonlyMap<number, number> {
    const refused = [...this.#refused].filter(([, one]) => one.source === source);
    return new Map(refused.map(([vehicle, { times }]) => [vehicle, times]));
  }

  /** Removes those that did not come again within the limit. */
  forget(now_ms: number): void {
    const before_ms = now_ms - QUALITY_LIMITS.phone_shared.value * 1000;
    for (const [vehicle, { last_ms }] of this.#refused)
      if (last_ms < before_ms) this.#refused.delete(vehicle);
  }
}
