import { type Counter, createCounter } from './counter.ts';
import type { Form } from './page.ts';

/** How near a sender is to the limits of a form. */
export type Standing =
  | { readonly kind: 'free' }
  /** The challenge is to be met first. `over`: how many times the free share has been sent. */
  | { readonly kind: 'near'; readonly over: number }
  | { readonly kind: 'full'; readonly until_ms: number };

interface Share {
  readonly key: string;
  readonly free: number;
  readonly most: number;
}

/**
 * How often forms are sent, by address and by what the form names besides (a number). Whoever comes first is never
 * refused for those who come after.
 */
export function createGate(now: () => number) {
  const counter = createCounter(now);
  return {
    standing(path: string, form: Form, address: string, values: Readonly<Record<string, string>>): Standing {
      const standings = sharesOf(path, form, address, values).map((share) => standingOf(counter, share));
      const full = standings.find(({ kind }) => kind === 'full');
      return full ?? standings.find(({ kind }) => kind === 'near') ?? { kind: 'free' };
    },
    count(path: string, form: Form, address: string, values: Readonly<Record<string, string>>): void {
      for (const { key } of sharesOf(path, form, address, values)) counter.add(key, form.guard.window_ms);
    },
  };
}

export type Gate = ReturnType<typeof createGate>;

function sharesOf(path: string, { guard }: Form, address: string, values: Readonly<Record<string, string>>) {
  const also = guard.also?.(values) ?? null;
  const shares: Share[] = [{ key: `${path} from ${address}`, free: guard.free, most: guard.most }];
  if (also !== null) shares.push({ key: `${path} of ${also}`, free: guard.also_free, most: guard.also_most });
  return shares;
}

function standingOf(counter: Counter, { key, free, most }: Share): Standing {
  const sent = counter.read(key);
  if (sent >= most) return { kind: 'full', until_ms: counter.endOf(key) };
  return sent >= free ? { kind: 'near', over: Math.max(1, sent / Math.max(1, free)) } : { kind: 'free' };
}
