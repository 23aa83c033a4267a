import { join } from 'node:path';
import type { Module } from '../../../kit/module.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { readSiteAssets } from './assets.ts';
import { siteErrors } from './errors.ts';
import type { Page } from './page.ts';
import { createSite } from './service.ts';
import type { Signer } from './signer.ts';

export { checkField, choiceField, fileField, formOf, problemSummary, textArea, textField } from './fields.ts';
export { type Html, html, lines } from './html.ts';
export {
  type Answer,
  type Form,
  FormProblems,
  type Given,
  type Guard,
  type Page,
  type Problem,
  type Redirect,
  type SentForm,
  type SetCookie,
  type View,
  type Visit,
} from './page.ts';
export { type ShownForm, shownForms } from './shown-form.ts';
export { isSame, type Signer } from './signer.ts';
export { sizeOf } from './words.ts';

/** Output of the web build. */
const WEB = join(import.meta.dirname, '../../../../../web/dist');

/** What modules beside this one give it and use of it. */
export interface SiteModule extends Module {
  readonly pages: { add(...pages: readonly Page[]): void };
  /** Signs what a browser brings back, as a cookie by which somebody follows a case. */
  readonly signer: Signer;
}

export const site: PlatformModule<SiteModule> = {
  name: 'site',
  errors: siteErrors,
  compose({ clock, config, network, log }, { keys, attachments }) {
    const { name_zh: zh, name_en: en } = network.meta;
    const { pages, signer, served } = createSite({
      ...{ clock, log, attachments, city: { zh, en }, assets: readSiteAssets(WEB), secure: config.https },
      digest: (field, text) => keys.blindIndex(field, text),
    });
    return { name: 'site', pages, signer, routes: [served] };
  },
};
