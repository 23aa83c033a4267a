import { createImageCleaner } from '../../../adapters/images/index.ts';
import { createAttachments } from '../../../base/attachments/index.ts';
import { createHttp } from '../../../kit/http.ts';
import { createLog } from '../../../kit/log.ts';
import { createCitizenSide } from '../cases/citizen-side.ts';
import { createCaseStore } from '../cases/store.ts';
import { startIntake } from '../intake/test-intake.ts';
import { createSite } from '../site/service.ts';
import { casesOnSite } from './index.ts';

/** The pages of who asks and follows, on real cases behind the flood gate, at a server of their own. */
export async function startServiceSite() {
  const on = await startIntake();
  const { db, keys } = on.identity;
  const attachments = createAttachments({ db, images: createImageCleaner() });
  const citizens = createCitizenSide({
    ...{ cases: on.cases, store: createCaseStore(db), attachments, keys, clock: on.clock },
  });
  const log = createLog('silent');
  const site = createSite({
    ...{ clock: on.clock, log, city: { zh: '深圳', en: 'Shenzhen' }, secure: false },
    ...{
      assets: { style: null, script: null },
      attachments,
      digest: (field, text) => keys.blindIndex(field, text),
    },
  });
  site.pages.add(...casesOnSite(citizens, on.forms, site.signer, on.clock.now));
  const http = await createHttp({ log, authenticate: async () => null, body_limit: 65_536 });
  site.served.mount(http);
  return {
    ...{ ...on, http, citizens },
    async stop(): Promise<void> {
      await http.close();
      await on.identity.stop();
    },
  };
}

export type TestServiceSite = Awaited<ReturnType<typeof startServiceSite>>;
