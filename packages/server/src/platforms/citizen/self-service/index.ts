import type { IndexValue } from '@opentocc/contract';
import type { Module } from '../../../kit/module.ts';
import { weather } from '../../command/weather/index.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { type CitizenSide, cases } from '../cases/index.ts';
import { intake, type SiteForms } from '../intake/index.ts';
import { knowledge } from '../knowledge/index.ts';
import { type Page, type Signer, site } from '../site/index.ts';
import { visits } from '../visits/index.ts';
import { askPage } from './ask-page.ts';
import { casePages } from './case-pages.ts';
import { createFollowCookies } from './follow-cookie.ts';
import { followPage } from './follow-page.ts';
import { type CityTraffic, homePage } from './home-page.ts';
import { knowledgePages } from './knowledge-pages.ts';
import { receiptPage } from './receipt-page.ts';
import { visitPages } from './visit-pages.ts';

/** Warnings that stand on the first page at once. */
const MOST_NOTICES = 3;

/** 自助服务: what citizens do with the hotline by themselves, as pages of the citizens' site. */
export const selfService: PlatformModule = {
  name: 'self-service',
  compose({ clock }, _base, { indices }, find): Module {
    const { pages, signer } = find(site);
    const { citizens } = find(cases);
    pages.add(
      homePage({
        traffic: () => trafficOf(indices.current('city')[0]),
        notices: () => find(weather).titlesInForce(MOST_NOTICES),
      }),
      ...casesOnSite(citizens, find(intake).forms, signer, clock.now),
      ...knowledgePages(find(knowledge).knowledge),
      ...visitPages(find(visits).links, signer),
    );
    return { name: 'self-service' };
  },
};

/** Asking and following: whatever concerns cases. */
export function casesOnSite(desk: CitizenSide, forms: SiteForms, signer: Signer, now: () => number): Page[] {
  const deps = { desk, forms, cookies: createFollowCookies(signer, now) };
  return [askPage(deps), receiptPage(deps), followPage(deps), ...casePages(deps)];
}

const trafficOf = (city: IndexValue | undefined): CityTraffic | null =>
  city === undefined ? null : { index: city.index, band: city.band, at_ms: city.window_end_ms };
