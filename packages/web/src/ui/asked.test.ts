import { describe, expect, it } from 'vitest';
import type { Asked } from './asked.ts';

// The modules read the reader's preferences when they are loaded; here is no browser.
Object.assign(globalThis, {
  localStorage: { getItem: () => null, setItem: () => undefined },
  matchMedia: () => ({ matches: false }),
  addEventListener: () => undefined,
});
const { ApiError } = await import('./api.ts');
const { answerFrom, both, known, standOf, waitingFor } = await import('./asked.ts');

const asked = <T>(parts: Partial<Asked<T>>): Asked<T> => ({
  data: undefined,
  error: null,
  failureReason: null,
  isPlaceholderData: false,
  dataUpdatedAt: 0,
  fetchStatus: 'idle',
  refetch: () => undefined,
  ...parts,
});
const unavailable = new ApiError(503, null);
const forbidden = new ApiError(403, null);
const notFound = (code: string) =>
  new ApiError(404, { type: `urn:opentocc:error:${code}`, title: code, status: 404, code });

describe('how an answer stands', () => {
  it.each([
    ['loading', asked({ fetchStatus: 'fetching' })],
    ['unasked', asked({})],
    ['refused', asked({ error: forbidden })],
    ['refused', asked({ error: forbidden, data: [1] })],
    ['missing', asked({ error: notFound('warnings.unknown') })],
    ['failed', asked({ error: notFound('kit.no_such_route') })],
    ['failed', asked({ error: new ApiError(404, null) })],
    ['failed', asked({ error: unavailable })],
    ['failed', asked({ failureReason: unavailable, fetchStatus: 'fetching' })],
    ['failed', asked({ failureReason: unavailable, data: [1], isPlaceholderData: true })],
    ['known', asked({ data: [] })],
  ] as const)('is %s', (kind, one) => {
    expect(standOf(one).kind).toBe(kind);
  });

  it('shows what was known before when it cannot be asked for again, and says that it is late', () => {
    expect(standOf(asked({ data: 7, error: unavailable }))).toEqual({
      kind: 'known',
      data: 7,
      late: unavailable,
      former: false,
    });
  });

  it('takes nothing for known that was refused since', () => {
    expect(known(asked({ data: 7 }))).toBe(7);
    expect(known(asked({ data: 7, error: forbidden }))).toBeUndefined();
  });
});

describe('an answer made from others', () => {
  it('stands as they do', () => {
    expect(standOf(answerFrom(asked({ data: 3 }), (n) => n + 1))).toMatchObject({ kind: 'known', data: 4 });
    expect(standOf(answerFrom(asked<number>({ error: unavailable }), (n) => n + 1)).kind).toBe('failed');
    expect(standOf(both(asked({ data: 1 }), asked({ error: forbidden }))).kind).toBe('refused');
    expect(standOf(both(asked({ data: 1 }), asked({ fetchStatus: 'fetching' }))).kind).toBe('loading');
    expect(standOf(both(asked({ data: 1 }), asked({ data: 'a' })))).toMatchObject({ data: [1, 'a'] });
  });

  it('stands as what it waits for until it can be asked for', () => {
    const first = asked<string>({ error: unavailable });
    expect(standOf(waitingFor(first, asked({}))).kind).toBe('failed');
    expect(standOf(waitingFor(first, asked({ data: 1 }))).kind).toBe('known');
  });
});
