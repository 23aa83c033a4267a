import type { Module } from '../../../kit/module.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { calls } from '../calls/index.ts';
import { cases } from '../cases/index.ts';
import { casesPort } from './cases-port.ts';
import { intakeErrors } from './errors.ts';
import { createGate } from './gate.ts';
import { createHeldDesk } from './held.ts';
import { createLetters } from './letters.ts';
import { createMailFollowing } from './mail-following.ts';
import { migrations } from './migrations/index.ts';
import { createPeer } from './peer.ts';
import { serveIntake } from './routes.ts';
import { createSenders, HELD_COLUMN } from './senders.ts';
import { createSiteForms, type SiteForms } from './site-forms.ts';
import { createIntakeStore } from './store.ts';
import { createTransferAnswers } from './transfer-answers.ts';
import { createTransfers } from './transfers.ts';

export type { FollowedHeld, SiteForms } from './site-forms.ts';

/** What modules beside this one may use of it. */
export interface IntakeModule extends Module {
  /** The way in for what people send by the site: what is too much of one sender is held back for a person. */
  readonly forms: SiteForms;
}

export const intake: PlatformModule<IntakeModule> = {
  name: 'intake',
  migrations,
  errors: intakeErrors,
  compose({ db, clock, mailbox, log }, { audit, accounts, attachments, keys, messages }, _, find) {
    const store = createIntakeStore(db);
    keys.watch([HELD_COLUMN]);
    const senders = createSenders(keys);
    const made = find(cases);
    const { cases: service } = made;
    const port = casesPort(service);
    const answers = createTransferAnswers({ store, outbox: messages });
    service.within(answers.within);
    const gate = createGate({ store, cases: port, attachments, senders, clock });
    const held = createHeldDesk({ store, cases: port, attachments, senders, clock });
    const name = mailbox?.says.en ?? '';
    const letters = createLetters({ store, cases: port, gate, attachments, clock, mailbox: name });
    const mail = createMailFollowing(mailbox, letters);
    const transfers = createTransfers({ store, cases: port, attachments, answers, audit, clock });
    const peer = createPeer({ store, listEndpoints: () => messages.endpoints.list(), audit, clock });
    return {
      name: 'intake',
      forms: createSiteForms({ gate, store, cases: port, keys }),
      routes: [serveIntake({ store, transfers, held, peer, mail, audit })],
      obligations: held.obligations,
      degraded: [['mailbox', () => mail.trouble()]],
      ...{ start: mail.start, drain: mail.stop },
      demo: async () =>
        (await import('./demo.ts')).createHotlineDemo({
          ...{ log, cases: made, calls: find(calls).calls, peopleWith: accounts.peopleWith },
        }),
    };
  },
};
