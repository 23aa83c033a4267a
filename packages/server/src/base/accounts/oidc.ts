import type { Bilingual } from '@opentocc/contract';
import * as oidc from 'openid-client';
import { z } from 'zod';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import type { AuditSink } from '../audit/index.ts';
import type { KeyService } from '../keys/index.ts';
import { accountErrors } from './errors.ts';
import type { Opened, Origin, SignInService } from './sign-in.ts';
import type { AccountStore } from './store.ts';

/** An outside identity provider that speaks OpenID Connect. */
export interface OidcConfig {
  readonly issuer: string;
  readonly client_id: string;
  readonly client_secret: string;
  /** Address of `/api/v1/session/oidc/callback` as browsers reach it; registered at the provider. */
  readonly redirect_uri: string;
  /** What the button says. */
  readonly name: Bilingual;
  /** Lets a provider on this machine be reached by http; for tests. */
  readonly allow_http?: boolean;
}

interface Deps {
  readonly config: OidcConfig;
  readonly store: AccountStore;
  readonly signIn: SignInService;
  readonly keys: Pick<KeyService, 'seal' | 'open'>;
  readonly audit: AuditSink;
  readonly clock: Clock;
  readonly log: Logger;
}

const Started = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  at_ms: z.number(),
});
const CONTEXT = 'accounts:oidc';
/** How long a sign-in at the provider may take. */
export const STARTED_MAX_S = 600;

/**
 * Sign-in through the provider: authorization code with PKCE, state and nonce; openid-client checks signature, issuer,
 * audience and times of the ID token. The subject must belong to an account that an administrator made: nobody gets in
 * merely by being known there.
 */
export class OidcSignIn {
  readonly #deps: Deps;
  #discovered: Promise<oidc.Configuration> | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  get name(): Bilingual {
    return this.#deps.config.name;
  }

  /** @returns where the browser goes, and what it stores meanwhile, sealed. */
  async start(): Promise<{ location: string; started: string }> {
    const provider = await this.#provider();
    const verifier = oidc.randomPKCECodeVerifier();
    const started = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier,
      at_ms: this.#deps.clock.now(),
    };
    const location = oidc.buildAuthorizationUrl(provider, {
      redirect_uri: this.#deps.config.redirect_uri,
      scope: 'openid',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: started.state,
      nonce: started.nonce,
    });
    const sealed = await this.#deps.keys.seal('secrets', JSON.stringify(started), CONTEXT);
    return { location: location.href, started: sealed };
  }

  /**
   * @param query what the provider appended to the redirect URI. @param sealed what {@link start} gave the browser.
   * @throws AppError `accounts.oidc_failed`; why is in the audit.
   */
  async finish(query: string, sealed: string, origin: Origin): Promise<Opened> {
    const subject = await this.#subject(query, sealed, origin);
    const account = await this.#deps.store.findBySubject(subject);
    if (account?.state !== 'active') return this.#refuse('no account for this subject', origin, subject);
    return this.#deps.signIn.open(account, origin, 'oidc');
  }

  async #subject(query: string, sealed: string, origin: Origin): Promise<string> {
    try {
      const text = await this.#deps.keys.open('secrets', sealed, CONTEXT);
      const started = Started.parse(JSON.parse(text));
      if (this.#deps.clock.now() - started.at_ms > 1000 * STARTED_MAX_S) throw new Error('took too long');
      const url = new URL(this.#deps.config.redirect_uri);
      url.search = query;
      const tokens = await oidc.authorizationCodeGrant(await this.#provider(), url, {
        pkceCodeVerifier: started.verifier,
        expectedState: started.state,
        expectedNonce: started.nonce,
        idTokenExpected: true,
      });
      return tokens.claims()?.sub ?? '';
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'sign-in through the provider failed');
      return this.#refuse(error instanceof Error ? error.message : 'unknown', origin, null);
    }
  }

  async #refuse(reason: string, origin: Origin, subject: string | null): Promise<never> {
    await this.#deps.audit.record({
      principal: 'anonymous',
      actor: subject ?? '',
      address: origin.address,
      action: 'session.sign-in',
      target: null,
      result: 'refused',
      detail: { method: 'oidc', reason },
    });
    throw accountErrors.oidc_failed();
  }

  /** Asked for once it is needed, and again after a failure: the provider may start later than we do. */
  #provider(): Promise<oidc.Configuration> {
    const { issuer, client_id, client_secret, allow_http } = this.#deps.config;
    this.#discovered ??= oidc
      .discovery(new URL(issuer), client_id, client_secret, undefined, {
        // The provider's signature is checked though its token comes straight from it: who stands between could else be it.
        execute: [oidc.enableNonRepudiationChecks, ...(allow_http ? [oidc.allowInsecureRequests] : [])],
      })
      .catch((error: unknown) => {
        this.#discovered = null;
        this.#deps.log.error({ err: error, issuer }, 'the identity provider does not answer');
        throw accountErrors.oidc_failed();
      });
    return this.#discovered;
  }
}
