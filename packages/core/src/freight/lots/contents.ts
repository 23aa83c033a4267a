import type { Movement } from './movement.ts';

/** How deep containers stand in containers: box on pallet in container on ship, and as much again. */
const DEEPEST = 8;

/** A lot in a container. */
interface Packed {
  readonly lot: string;
  readonly quantity: number | null;
}

/**
 * What is packed in what now. A container that moves takes along what is in it: {@link Contents.along} says a movement of
 * each, so that the index knows lots alone and a neighbour in the same container is not taken for a descendant.
 */
export class Contents {
  readonly #in = new Map<string, Map<string, Packed>>();

  of(container: string): readonly Packed[] {
    return [...(this.#in.get(container)?.values() ?? [])];
  }

  /**
   * Takes a movement in and returns what stands in the index for it: itself, or for packing and unpacking nothing where the
   * holder stays the same, and for a move of a container the moves of all that is in it as well.
   */
  along(movement: Movement): Movement[] {
    const { kind, from_lot, to_lot, from_holder, to_holder, quantity } = movement;
    if (kind === 'packed') {
      const packed = this.#in.get(to_lot) ?? new Map<string, Packed>();
      this.#in.set(to_lot, packed.set(from_lot, { lot: from_lot, quantity }));
      return from_holder === to_holder ? [] : [moveOf(movement, from_lot, quantity)];
    }
    if (kind === 'unpacked') {
      const packed = this.#in.get(from_lot);
      packed?.delete(to_lot);
      if (packed?.size === 0) this.#in.delete(from_lot);
      return from_holder === to_holder ? [] : [moveOf(movement, to_lot, quantity)];
    }
    if (kind !== 'moved' || !this.#in.has(from_lot)) return [movement];
    return [movement, ...this.#inside(from_lot).map(({ lot, quantity: q }) => moveOf(movement, lot, q))];
  }

  /** All that is in a container, also within containers in it; one that would hold itself is entered once. */
  #inside(container: string): Packed[] {
    const seen = new Set([container]);
    const found: Packed[] = [];
    let level = [container];
    for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
      const next = level.flatMap((each) => this.of(each)).filter(({ lot }) => !seen.has(lot));
      for (const { lot } of next) seen.add(lot);
      found.push(...next);
      level = next.map(({ lot }) => lot);
    }
    return found;
  }
}

const moveOf = ({ at_ms, from_holder, to_holder }: Movement, lot: string, quantity: number | null) => ({
  ...{ at_ms, kind: 'moved' as const, from_lot: lot, to_lot: lot, from_holder, to_holder, quantity },
});
