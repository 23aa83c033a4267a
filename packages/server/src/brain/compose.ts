import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { networkFor } from '@opentocc/core/network';
import type { Base } from '../base/compose.ts';
import type { Module } from '../kit/module.ts';
import type { Platform } from '../platform.ts';
import { calibrationModule, createCalibration } from './calibration/index.ts';
import { createDetection, detectionModule, type Silences } from './detection/index.ts';
import { createIndices, indicesModule, type LinkPast } from './indices/index.ts';
import { createNetwork, networkModule } from './network/index.ts';
import {
  createEvidence,
  createPerception,
  createVehicleClasses,
  loadReachLists,
  perceptionModule,
} from './perception/index.ts';
import { createSimulation, simulationModule } from './simulation/index.ts';

/** Threads that simulate. An answer is wanted in seconds, a few times in an hour: meanwhile it may use the whole machine. */
const SIMULATION_THREADS = Math.max(1, Math.min(4, availableParallelism()));
/** A window of link states and what may come late. */
const REBUILD_MS = 6 * 60_000;

/** 交通大脑: what the fixes of the base say of the roads. */
export async function composeBrain({ config, db, clock, log, network: roads }: Platform, base: Base) {
  const { sources, detectors, quality, history, intake, openQuality } = base;
  const network = createNetwork({ network: roads, clock });
  const linkPast = linkPastOf(history);
  const indices = createIndices({ network: roads, db, clock, log, linkPast });
  const traits = () => traitsOf(base);
  const folder = join(config.data_dir, 'reach');
  const carRoads = networkFor(roads, 'car');
  const lists = await loadReachLists({ network: carRoads, folder, log });
  const classes = createVehicleClasses((id) => sources.findVehicle(id)?.vehicle_class);
  const { blocksSince } = history;
  const perception = createPerception({
    network: roads,
    lists,
    classes,
    clock,
    log,
    quality,
    workers: config.matching_workers,
    penetration_rate: config.penetration_rate,
    traits,
    blocksSince,
    detectionsIn: detectors.detectionsIn,
    freeFlow_kmh: indices.freeFlow_kmh,
    typical_kmh: indices.typical_kmh,
    stateOf: indices.stateOf,
  });
  const evidence = createEvidence({ network: roads, lists, classes: classes.table, clock, log, blocksSince });

  intake.add(perception.room);
  sources.fixes.subscribe(perception.accept);
  perception.linkStates.subscribe(indices.onLinkStates);
  perception.linkStates.subscribe(history.appendLinkStates);
  perception.settledStates.subscribe(indices.onSettledStates);

  const { listSlotStarts, listSlots } = indices;
  const silences = () => silencesOf(base);
  const past = { listSlotStarts, listSlots };
  const detection = createDetection({ network: roads, db, clock, log, ...past, silences });
  perception.passes.subscribe(detection.take);
  const calibration = createCalibration({
    ...{ network: roads, db, clock, log, listSlotStarts, listSlots },
    detectorCounts: base.detectors.quarterCounts,
  });
  perception.linkStates.subscribe((states) => calibration.onLinkStates(states));

  const simulation = createSimulation({
    network: carRoads,
    log,
    threads: SIMULATION_THREADS,
    penetration_rate: config.penetration_rate,
    current: perception.current,
    stateOf: indices.stateOf,
    calibrated: calibration,
  });

  const modules: readonly Module[] = [
    networkModule(network),
    indicesModule({ indices, linkPast }),
    perceptionModule({
      network: roads,
      perception,
      evidence,
      log,
      traits,
      standard: indices.stateStandard,
      findVehicle: sources.findVehicle,
      maskPlate: sources.maskPlate,
      detectionsIn: detectors.detectionsIn,
      findDetector: detectors.find,
      recent: () => history.tail(clock.now() - REBUILD_MS),
      demo: {
        network: roads,
        history,
        storeStates: async (states) => {
          await history.appendLinkStates(states);
          await indices.storePast(states);
        },
        freeFlow_kmh: indices.freeFlow_kmh,
        stateOf: indices.stateOf,
        listSources: sources.listSources,
        listVehicles: sources.listVehicles,
        openQuality,
        recallFindings: quality.recallFindings,
      },
    }),
    detectionModule(detection),
    calibrationModule(calibration),
    simulationModule(simulation),
  ];
  return { indices, perception, detection, simulation, modules };
}

/** What the indices ask the history of links. */
function linkPastOf(history: Base['history']): LinkPast {
  return {
    statesOf: async (link, from_ms, to_ms) => (await history.linkStatesOf(link, from_ms, to_ms)).rows,
    statesAt: history.findLinkStatesAt,
  };
}

/** Sources and detectors in service that deliver nothing. */
function silencesOf({ sources, quality, detectors }: Base): Silences {
  const silent = sources
    .listSources()
    .filter(({ id, retired_ms }) => retired_ms === null && quality.health(id).state === 'silent')
    .map(({ id, name }) => ({ id, name, last_ms: quality.health(id).last_fix_ms }));
  return { sources: silent, detectors: detectors.list().filter(({ state }) => state === 'silent') };
}

/** Datum and position error of every source, as they are now. */
function traitsOf({ sources, quality }: Base) {
  return Object.fromEntries(
    sources.listSources().map(({ id, datum }) => [id, { datum, error_m: quality.positionErrorOf(id) }]),
  );
}

export type Brain = Awaited<ReturnType<typeof composeBrain>>;
