import type { Bilingual } from '@opentocc/contract';
import type { Attachments } from '../../../base/attachments/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Logger } from '../../../kit/log.ts';
import type { Served } from '../../../kit/serve-routes.ts';
import { about } from './about.ts';
import { createFormAnswers } from './answer-form.ts';
import type { SiteAssets } from './assets.ts';
import { createChallenges } from './challenge.ts';
import { createFormTokens } from './form-tokens.ts';
import { createGate } from './gate.ts';
import { HeldFiles } from './held-files.ts';
import type { Page } from './page.ts';
import { createFormReader } from './read-form.ts';
import { mountPages } from './serve-pages.ts';
import { createSigner, type Digest } from './signer.ts';

export interface SiteDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly city: Bilingual;
  readonly assets: SiteAssets;
  readonly digest: Digest;
  readonly attachments: Pick<Attachments, 'prepare'>;
  /** Browsers come by https: cookies go by nothing else. */
  readonly secure: boolean;
}

/** The citizens' site: its pages, whoever they are of, and what protects them. */
export function createSite({ clock, log, city, assets, digest, attachments, secure }: SiteDeps) {
  const pages: Page[] = [];
  const { now } = clock;
  const signer = createSigner(digest);
  const forms = createFormAnswers({
    tokens: createFormTokens(signer, now),
    challenges: createChallenges(signer, now),
    gate: createGate(now),
    held: new HeldFiles(now),
    read: createFormReader(attachments.prepare),
  });
  const served: Served = {
    // Pages are no part of the interface that programs use.
    routes: {},
    mount(http) {
      const all = [...pages, about];
      mountPages(http, { frame: { city, assets, pages: all }, pages: all, forms, now, secure, log });
    },
  };
  return { signer, served, pages: { add: (...added: readonly Page[]) => void pages.push(...added) } };
}
