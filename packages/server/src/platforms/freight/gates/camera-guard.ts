import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { MINUTE_MS } from '@opentocc/core/time';
import type { Clock } from '../../../kit/clock.ts';
import { gatesErrors } from './errors.ts';
import { type Camera, ha1Of, REALM } from './register.ts';

/** As cameras themselves do: five wrong secrets in half an hour lock an address out for half an hour. */
const LOCK = { failures: 5, within_ms: 30 * MINUTE_MS } as const;
/** A nonce of ours is good for as long; a camera is given a new one then. */
const NONCE_MS = 5 * MINUTE_MS;
const MOST_REMEMBERED = 10_000;

export interface CameraRequest {
  readonly method: string;
  /** Path with the query, as the request line has it. */
  readonly url: string;
  readonly address: string;
  readonly authorization: string | undefined;
  /** A secret in the address, for cameras that can send none in a header. */
  readonly token: string | undefined;
}

export interface GuardDeps {
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  findCamera(code: string): Camera | undefined;
}

/**
 * Lets cameras in by digest (RFC 2617, MD5: what they have), basic, or a token in the address; each only from the address
 * that it is bound to. Wrong secrets are counted by camera and address, so that nobody locks a camera out from elsewhere.
 */
export function createCameraGuard({ clock, random, findCamera }: GuardDeps) {
  const key = random(32);
  const failures = new Map<string, number[]>();
  /** Highest count of each nonce that was used: a request is not taken a second time by whoever heard it. */
  const counts = new Map<string, number>();

  const recent = (of: string): number[] =>
    (failures.get(of) ?? []).filter((at_ms) => clock.now() - at_ms < LOCK.within_ms);

  function nonce(): string {
    const at = clock.now().toString(36);
    return `${at}.${createHmac('sha256', key).update(at).digest('hex').slice(0, 32)}`;
  }

  function isFresh(given: string): boolean {
    const [at, mac] = given.split('.');
    const age_ms = clock.now() - Number.parseInt(at, 36);
    const expected = createHmac('sha256', key).update(at).digest('hex').slice(0, 32);
    return mac !== undefined && isSame(mac, expected) && age_ms >= 0 && age_ms < NONCE_MS;
  }

  function provesDigest(camera: Camera, request: CameraRequest, given: ReadonlyMap<string, string>): boolean {
    const of = (name: string) => given.get(name) ?? '';
    if (of('realm') !== REALM || !isFresh(of('nonce')) || !isSameAddress(of('uri'), request.url))
      return false;
    const ha2 = md5(`${request.method}:${of('uri')}`);
    const middle = of('qop') === '' ? '' : `${of('nc')}:${of('cnonce')}:${of('qop')}:`;
    if (!isSame(of('response').toLowerCase(), md5(`${camera.ha1}:${of('nonce')}:${middle}${ha2}`)))
      return false;
    // Without a count of its own a nonce is good once.
    const count = of('qop') === '' ? 1 : Number.parseInt(of('nc'), 16);
    const used = `${camera.code} ${of('nonce')}`;
    if (!(count > (counts.get(used) ?? 0))) return false;
    if (counts.size >= MOST_REMEMBERED) counts.delete(counts.keys().next().value ?? '');
    counts.set(used, count);
    return true;
  }

  function proves(camera: Camera, request: CameraRequest, parts: Parts): boolean {
    if (parts.kind === 'digest') return provesDigest(camera, request, parts.given);
    return isSame(ha1Of(camera.code, parts.secret), camera.ha1);
  }

  /** In service, under its own name, and from where it is bound to. */
  function mayBe(camera: Camera, { user }: Parts, { address }: CameraRequest): boolean {
    const isBound = camera.address === null || camera.address === plainAddress(address);
    return camera.retired_ms === null && isBound && (user === '' || user === camera.code);
  }

  return {
    /** The challenge of an answer 401. A stale nonce is one that a camera signs again without asking anybody. */
    challenge: (stale: boolean): string =>
      `Digest realm="${REALM}", qop="auth", algorithm=MD5, nonce="${nonce()}"${stale ? ', stale=true' : ''}`,
    /**
     * @param code of the camera where the address names it; else the user that signs in
     * @throws AppError when it is not let in; one without any secret is asked for it, and nothing is counted
     */
    admit(code: string | null, request: CameraRequest): Camera {
      const parts = partsOf(request);
      if (!parts) throw gatesErrors.camera_sign_in();
      const user = code ?? parts.user;
      const of = `${user.slice(0, 60)} ${request.address}`;
      if (recent(of).length >= LOCK.failures)
        throw gatesErrors.camera_locked({ minutes: LOCK.within_ms / MINUTE_MS });
      const camera = findCamera(user);
      const isIn = camera !== undefined && mayBe(camera, parts, request) && proves(camera, request, parts);
      if (isIn) {
        failures.delete(of);
        return camera;
      }
      if (!isStale(parts)) {
        if (failures.size >= MOST_REMEMBERED) failures.delete(failures.keys().next().value ?? '');
        failures.set(of, [...recent(of), clock.now()]);
      }
      throw gatesErrors.camera_sign_in();
    },
    /** Whether the nonce of a request is one of ours that has run out. */
    isStale: (request: CameraRequest): boolean => {
      const parts = partsOf(request);
      return parts !== null && isStale(parts);
    },
    lockedUntil(code: string): number | null {
      const times = [...failures].flatMap(([of]) => (of.startsWith(`${code} `) ? [recent(of)] : []));
      const full = times
        .filter(({ length }) => length >= LOCK.failures)
        .map((all) => all[0] + LOCK.within_ms);
      return full.length === 0 ? null : Math.max(...full);
    },
  };

  function isStale(parts: Parts): boolean {
    return parts.kind === 'digest' && !isFresh(parts.given.get('nonce') ?? '');
  }
}

export type CameraGuard = ReturnType<typeof createCameraGuard>;

type Parts =
  | { readonly kind: 'digest'; readonly user: string; readonly given: ReadonlyMap<string, string> }
  | { readonly kind: 'plain'; readonly user: string; readonly secret: string };

function partsOf({ authorization = '', token }: CameraRequest): Parts | null {
  const [, scheme = '', rest = ''] = /^(\w+)\s+(.{1,2000})$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() === 'digest') {
    const given = new Map(
      [...rest.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)].map(([, name, a, b]) => [
        name.toLowerCase(),
        a ?? b,
      ]),
    );
    return { kind: 'digest', user: given.get('username') ?? '', given };
  }
  if (scheme.toLowerCase() === 'basic') {
    const plain = Buffer.from(rest, 'base64').toString('utf8');
    const colon = plain.indexOf(':');
    return colon < 0 ? null : { kind: 'plain', user: plain.slice(0, colon), secret: plain.slice(colon + 1) };
  }
  return token === undefined ? null : { kind: 'plain', user: '', secret: token };
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const plainAddress = (address: string): string => address.replace(/^::ffff:/, '');
/** Some cameras sign the whole address, some the path alone. */
const isSameAddress = (uri: string, url: string): boolean =>
  uri === url || uri === url.split('?')[0] || uri.replace(/^https?:\/\/[^/]+/, '') === url;

function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
