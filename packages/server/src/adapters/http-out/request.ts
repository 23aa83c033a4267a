import { lookup as resolve } from 'node:dns';
import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { guarded } from '../../kit/unattended.ts';
import type { AllowedHosts } from './allowed-hosts.ts';

export interface OutRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly allowed: AllowedHosts;
  /** From the first step to the last byte, ms. */
  readonly limit_ms: number;
  /** An answer that is longer is cut off. */
  readonly most_bytes: number;
}

export interface OutAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** Longer than it may be: the rest was not read. */
  readonly cut_off: boolean;
}

/** A request that came to no answer. */
export class OutFailure extends Error {
  constructor(
    message: string,
    /** True where the request may have been taken: it was written before the way broke. */
    readonly handed_over: boolean,
    /** True where the address may not be asked at all. */
    readonly forbidden = false,
  ) {
    super(message);
    this.name = 'OutFailure';
  }
}

/**
 * Asks a server of others. The name is resolved here and the connection goes to the very address that was checked, so that
 * a name which changes its mind leads nowhere else. A redirect is an answer like any other: it is not followed.
 */
export function askOutside(ask: OutRequest): Promise<OutAnswer> {
  const url = new URL(ask.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !ask.allowed(host)) return Promise.reject(forbidden(host));
  return new Promise((done, fail) => {
    let handed_over = false;
    const failWith = guarded(QUIET, 'an outside request', (error: unknown) =>
      fail(error instanceof OutFailure ? error : new OutFailure(reasonOf(error), handed_over)),
    );
    const outgoing = (url.protocol === 'https:' ? overHttps : overHttp)(url, {
      method: ask.method,
      headers: { 'user-agent': 'OpenTOCC', connection: 'close', ...ask.headers },
      lookup: lookupWithin(ask.allowed),
      signal: AbortSignal.timeout(ask.limit_ms),
      agent: false,
    });
    const finish = guarded(QUIET, 'an outside request', () => {
      handed_over = true;
    });
    const take = guarded(QUIET, 'an outside answer', (answer: IncomingMessage) =>
      readAnswer(answer, ask.most_bytes).then(done, failWith),
    );
    outgoing.on('error', failWith);
    outgoing.on('finish', finish);
    outgoing.on('response', take);
    outgoing.end(ask.body);
  });
}

/** What these callbacks throw ends in the promise; nothing is left to log. */
const QUIET = { error: () => undefined };

async function readAnswer(answer: IncomingMessage, most_bytes: number): Promise<OutAnswer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer) {
    parts.push(part as Buffer);
    bytes += (part as Buffer).length;
    if (bytes > most_bytes) break;
  }
  const { statusCode: status = 0, headers } = answer;
  return { status, headers, body: Buffer.concat(parts).subarray(0, most_bytes), cut_off: bytes > most_bytes };
}

function lookupWithin(allowed: AllowedHosts): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 4);
      const outside = addresses.find(({ address }) => !allowed(address));
      if (outside || addresses.length === 0)
        return callback(forbidden(hostname) as unknown as NodeJS.ErrnoException, '', 4);
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0].address, addresses[0].family);
    });
  };
}

const forbidden = (host: string) =>
  new OutFailure(`${host} lies within the own network (WEBHOOK_PRIVATE_NETWORKS)`, false, true);

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return error.name === 'TimeoutError' || code === 'ABORT_ERR' ? 'timeout' : (code ?? error.message);
}
