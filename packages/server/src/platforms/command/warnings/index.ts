import type { Module } from '../../../kit/module.ts';
import { guarded } from '../../../kit/unattended.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { duty } from '../duty/index.ts';
import { createAlertSender } from './alert-sender.ts';
import { serveAlertmanager } from './alertmanager-routes.ts';
import { warningsErrors } from './errors.ts';
import { warningFigures } from './figures.ts';
import { handoverSources } from './handover.ts';
import { createLiveWarnings } from './live-warnings.ts';
import { migrations } from './migrations/index.ts';
import { createRoster, unitOfDistrict } from './roster.ts';
import { serveRules, serveSilences, serveWarnings } from './routes.ts';
import { createWarnings, type Warnings } from './service.ts';
import { createWarningStore } from './store.ts';

export type { WarningChange } from './desk.ts';
export type { Raised } from './model.ts';
export type { ReplayedRule } from './replay.ts';
export type { Warnings } from './service.ts';

/** How often time alone is looked at, ms: an escalation is late by so much at most. */
const TICK_MS = 5_000;
/** How often a foreign Alertmanager is notified what burns, ms. */
const SEND_MS = 10_000;

/** What other modules hear of warnings, and the door by which they raise them. */
export interface WarningsModule extends Module {
  readonly service: Pick<
    Warnings,
    ('raise' | 'raiseAll' | 'resolve' | 'listOpen' | 'changes') | ('replay' | 'silencing' | 'listBetween')
  >;
}

export const warnings: PlatformModule<WarningsModule> = {
  name: 'warnings',
  migrations,
  errors: warningsErrors,
  compose({ db, clock, log, network, alertmanager }, base, brain, find) {
    const { accounts, audit, sources, detectors, history, messages } = base;
    const { indices, perception } = brain;
    const roster = find(duty);
    const people = () => accounts.holdersOf('warnings:act');
    const service = createWarnings({
      ...{ clock, log, audit, people, outbox: messages },
      roster: createRoster({
        ...{ people, escalationsAt: roster.escalationsAt },
        ...{ listUnits: accounts.answeringUnits, namesOf: accounts.namesOf },
      }),
      dutyLog: {
        async write(tx, lines) {
          const units = lines.length === 0 ? [] : await accounts.answeringUnits();
          for (const { district, ...line } of lines)
            await roster.log.write(tx, { ...line, unit: unitOfDistrict(units, district) });
        },
      },
      store: createWarningStore(db, network.meta.version),
      city: {
        ...{ network, groupings: indices.groupings, states: perception.current },
        ...{ indexValues: indices.current, stateOf: indices.stateOf, freeFlow_kmh: indices.freeFlow_kmh },
        ...{ listSlots: indices.listSlots, listSeries: indices.listSeries },
        ...{ sources: sources.listHealth, detectors: detectors.list },
        linkMinutes: async (link, from_ms, to_ms) => (await history.linkStatesOf(link, from_ms, to_ms)).rows,
        detectorCounts: (id, from_ms, to_ms) => detectors.counts(id, { from_ms, to_ms }),
      },
    });
    for (const source of handoverSources(service)) roster.handover.add(source);
    roster.figures.add(warningFigures(service));
    const sender = alertmanager ? createAlertSender({ alertmanager, service, clock }) : null;
    const leaves: (() => void)[] = [];
    return {
      name: 'warnings',
      service,
      routes: [
        serveWarnings(service),
        serveRules(service),
        serveSilences(service),
        serveAlertmanager(service, clock),
      ],
      topics: [createLiveWarnings(service.desk)],
      jobs: [
        { name: 'what time does to warnings', every_ms: TICK_MS, run: service.tick },
        ...(sender ? [{ name: 'deliver to Alertmanager', every_ms: SEND_MS, run: sender }] : []),
        { name: 'forget old warnings', every_ms: 86_400_000, run: service.sweep },
      ],
      metrics: { warnings: service.metrics },
      demo: async () => (await import('./demo.ts')).createWarningsDemo(log),
      async start() {
        await service.start();
        leaves.push(
          perception.linkStates.subscribe(guarded(log, 'warning rules', () => service.step(clock.now()))),
          messages.changes.subscribe(guarded(log, 'receipts of warnings', service.messageBecame)),
        );
      },
      async stop() {
        for (const leave of leaves) leave();
        await service.settled();
      },
    };
  },
};
