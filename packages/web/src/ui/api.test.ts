import { afterEach, describe, expect, it, vi } from 'vitest';

// The module reads the reader's preferences when it is loaded; here is no browser.
Object.assign(globalThis, {
  localStorage: { getItem: () => null, setItem: () => undefined },
  matchMedia: () => ({ matches: false }),
  addEventListener: () => undefined,
});
const { ApiError, addressOf, call, callForPart, rememberCsrfToken } = await import('./api.ts');

afterEach(() => vi.unstubAllGlobals());

function answerWith(response: Response) {
  const fetched = vi.fn<typeof fetch>(async () => response);
  vi.stubGlobal('fetch', fetched);
  return fetched;
}
const json = (value: unknown, status = 200) =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });

describe('a call', () => {
  it('fills the path, leaves out what was not asked, and escapes what people typed', async () => {
    const fetched = answerWith(json([]));
    await call('GET /api/v1/sources/:id/rejects', {
      params: { id: 3 },
      query: { from_ms: 1, to_ms: 2, reason: undefined },
    });
    expect(fetched.mock.calls[0][0]).toBe('/api/v1/sources/3/rejects?from_ms=1&to_ms=2');
    expect(addressOf('GET /api/v1/vehicles', { query: { query: '粤B 1&x=/' } })).toBe(
      '/api/v1/vehicles?query=%E7%B2%A4B+1%26x%3D%2F',
    );
  });

  it('sends the anti-forgery token with every change, and no body where the route takes none', async () => {
    rememberCsrfToken('token');
    const fetched = answerWith(new Response(null, { status: 204 }));
    expect(await call('DELETE /api/v1/units/:code', { params: { code: 'a/b' } })).toBeUndefined();
    const [url, options] = fetched.mock.calls[0];
    expect(url).toBe('/api/v1/units/a%2Fb');
    expect(options).toMatchObject({ method: 'DELETE', body: undefined });
    expect(options?.headers).toMatchObject({ 'x-csrf-token': 'token' });
  });

  it('gives the bytes of an answer that is not JSON', async () => {
    answerWith(
      new Response(new Uint8Array([1, 2]), { headers: { 'content-type': 'application/octet-stream' } }),
    );
    const bytes = await call('GET /api/v1/history/replay/:at_ms', { params: { at_ms: 5 } });
    expect(new Uint8Array(bytes)).toEqual(new Uint8Array([1, 2]));
  });

  it('gives bytes with the damaged files that they lack', async () => {
    const headers = {
      'content-type': 'application/octet-stream',
      'x-left-out': 'day=1/a.parquet, day=1/b.parquet',
    };
    answerWith(new Response(new Uint8Array([1]), { headers }));
    const { signal } = new AbortController();
    const ask = () => callForPart(signal, 'GET /api/v1/history/replay/:at_ms', { params: { at_ms: 5 } });
    expect((await ask()).left_out).toEqual(['day=1/a.parquet', 'day=1/b.parquet']);
    answerWith(new Response(new Uint8Array([1])));
    expect((await ask()).left_out).toEqual([]);
  });

  it('throws what the server said is wrong, and status 0 when nobody answers', async () => {
    answerWith(json({ code: 'kit.forbidden', title: '无权限' }, 403));
    await expect(call('GET /api/v1/city')).rejects.toMatchObject({ status: 403, code: 'kit.forbidden' });
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('network');
    });
    const error = await call('GET /api/v1/city').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 0, isChange: false });
    // Nobody knows whether a change was saved whose answer did not come; it is not tried again by itself.
    await expect(call('DELETE /api/v1/units/:code', { params: { code: 'a' } })).rejects.toMatchObject({
      ...{ status: 0, isChange: true },
    });
  });
});
