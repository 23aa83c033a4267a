import { MINUTE_MS } from '@opentocc/core/time';
import type { Module } from '../../../kit/module.ts';
import { createTopic, type Topic } from '../../../kit/topic.ts';
import { site } from '../../citizen/site/index.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { filing } from '../filing/index.ts';
import { tracking } from '../tracking/index.ts';
import { certificatePage } from './certificate-page.ts';
import { createDevices } from './devices.ts';
import { coldErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { createColdObligations } from './obligations.ts';
import { serveColdChain } from './routes.ts';
import { type ColdChain, createColdChain } from './service.ts';
import { createColdStore } from './store.ts';
import { createTerminalHolds } from './terminal-holds.ts';
import { createUnitBook, filingOf, followedOf } from './unit-book.ts';

/** How soon events are judged that a failure left stored. */
const JUDGE_MS = 10_000;

/** What modules beside this one may use of it. */
export interface ColdChainModule extends Module {
  /** Something of the warnings changed. */
  readonly changes: Pick<Topic<null>, 'subscribe'>;
  readonly cold: Pick<ColdChain, 'supervising' | 'lots' | 'recalls'>;
}

export const coldChain: PlatformModule<ColdChainModule> = {
  name: 'cold_chain',
  migrations,
  errors: coldErrors,
  compose(
    { db, clock, log, config },
    { audit, keys, messages, accounts, sources, history, detectors },
    _brain,
    find,
  ) {
    const changes = createTopic<null>((err) => log.error({ err }, 'a listener of the cold chain failed'));
    const units = createUnitBook(accounts, clock);
    const cold = createColdChain({
      ...{ store: createColdStore(db), clock, audit, keys, messages },
      ...{ filing: filingOf(find(filing).filing), namesOf: units.names, answerersOf: units.answerers },
      followed: followedOf(find(tracking).tracking, find(filing).filing),
      addressOf: (path) => `${config.messages.console_url ?? ''}${path}`,
      onChange: () => changes.publish(null),
    });
    const devices = createDevices({ supervising: cold.supervising, locks: cold.locks });
    const { store, supervising } = cold;
    const holds = createTerminalHolds({ store, supervising, sources, history, log });
    detectors.listenTo('cold-chain', devices.receive);
    find(site).pages.add(certificatePage(cold.certificates));
    return {
      name: 'cold_chain',
      changes,
      cold,
      routes: [serveColdChain(cold)],
      obligations: createColdObligations(cold.reader, cold.recalls),
      jobs: [
        {
          name: 'look at sensors and slots of cold goods',
          every_ms: MINUTE_MS,
          run: cold.supervising.lookAtClock,
        },
        { name: 'judge temperatures of stored events', every_ms: JUDGE_MS, run: cold.epcis.judgeStored },
        { name: 'remember which holds are judged', every_ms: MINUTE_MS / 2, run: holds.remember },
      ],
      demo: async () => (await import('./demo.ts')).createColdChainDemo(log),
      metrics: { cold_chain: () => ({ movements: cold.lots.size, index_bytes: cold.lots.memory_bytes }) },
      async start() {
        await cold.start();
        await holds.start();
      },
      stop: holds.stop,
    };
  },
};
