import type { PortClassState, PortHistory, PortLine, PortsNow } from '@opentocc/contract';
import {
  FREIGHT_CLASSES,
  type FreightClass,
  openSpans,
  type PortState,
  portShut,
} from '@opentocc/core/freight';
import { DAY_MS, dayNumber, dayStart_ms, HOUR_MS } from '@opentocc/core/time';
import type { AuditSink } from '../../../base/audit/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import { groupBy } from '../../../kit/group-by.ts';
import { createJoin } from '../../../kit/limit.ts';
import type { Topic } from '../../../kit/topic.ts';
import { createCalibrating } from './calibrating.ts';
import { portsErrors } from './errors.ts';
import { createFollowing } from './following.ts';
import { createForecasts, lineKey } from './forecasts.ts';
import { createLaneBook } from './lanes.ts';
import {
  DIRECTIONS_OF_PORTS,
  type KnownPort,
  type PortLineKey,
  type PortSighting,
  type PortsNeeds,
  RETENTION_DAYS,
  type VisitRow,
} from './model.ts';
import { createReports } from './reports.ts';
import { createScores } from './scores.ts';
import type { PortStore } from './store.ts';
import { LONGEST_RECENT_MS, waitNow, waitOf } from './waits.ts';

export interface PortsDeps {
  readonly store: PortStore;
  readonly clock: Clock;
  readonly audit: AuditSink;
  readonly needs: PortsNeeds;
  readonly sightings: Topic<PortSighting>;
}

/** What everybody asks for again within this is answered once. */
const FRESH_MS = 10_000;

/** Trucks before the ports: who waits and how long, what is expected, and what lanes report. */
export function createPorts(deps: PortsDeps) {
  const { store, clock, needs, sightings } = deps;
  const following = createFollowing(deps);
  const lanes = createLaneBook(deps);
  const standing = async (line: PortLineKey) => (await lineNow(line)).wait?.mid_s ?? null;
  const forecasts = createForecasts({ ...deps, following, lanes, standing });
  const scores = createScores({ store, clock, ports: needs.ports });
  const calibrating = createCalibrating({ store, clock, lanes, needs });
  const join = createJoin<PortsNow>();
  let fresh: PortsNow | null = null;

  sightings.subscribe(({ plate, place, direction, at_ms }) => {
    const truck = needs.truckByPlate(plate);
    if (truck && direction) following.takeCrossing(truck.id, place, direction, at_ms);
  });

  const requirePort = (code: string): KnownPort => {
    const port = needs.ports().find((one) => one.code === code);
    if (port) return port;
    throw portsErrors.unknown({
      port: code,
      known: needs
        .ports()
        .map((one) => one.code)
        .join(', '),
    });
  };

  async function lineNow(line: PortLineKey): Promise<PortLine> {
    const now_ms = clock.now();
    const visits = await store.listVisits(line, now_ms - LONGEST_RECENT_MS, now_ms + 1);
    return lineOf(line, visits, now_ms);
  }

  function lineOf(line: PortLineKey, visits: readonly VisitRow[], now_ms: number): PortLine {
    const { name } = requirePort(line.port);
    const open = following.open().filter((one) => lineKey(one) === lineKey(line));
    const longest_ms = open.reduce((longest, { entered_ms }) => Math.max(longest, now_ms - entered_ms), -1);
    const forecast = forecasts.of(line);
    return {
      ...{ ...line, name, waiting: open.length },
      longest_s: longest_ms < 0 ? null : longest_ms / 1000,
      wait: waitNow(visits, open, now_ms),
      forecast: [...(forecast?.steps ?? [])],
      forecast_made_ms: forecast?.made_ms ?? null,
      classes: FREIGHT_CLASSES.map((of) => classState(needs.states(), line, of, now_ms)),
      assumed: lanes.at(line.port, line.direction, now_ms)?.assumed ?? true,
    };
  }

  async function read(): Promise<PortsNow> {
    const at_ms = clock.now();
    const visits = await store.listVisits(null, at_ms - LONGEST_RECENT_MS, at_ms + 1);
    const byLine = groupBy(visits, lineKey);
    const keys = needs
      .ports()
      .flatMap(({ code: port }) => DIRECTIONS_OF_PORTS.map((direction) => ({ port, direction })));
    fresh = { at_ms, lines: keys.map((key) => lineOf(key, byLine.get(lineKey(key)) ?? [], at_ms)) };
    return fresh;
  }

  return {
    ...{ following, lanes, forecasts, scores, calibrating, report: createReports(deps) },
    /** Of all ports, at most ten seconds old. */
    now: async (): Promise<PortsNow> =>
      fresh !== null && clock.now() - fresh.at_ms < FRESH_MS ? fresh : join('now', read),
    async history(line: PortLineKey, weeks: number): Promise<PortHistory> {
      requirePort(line.port);
      const to_ms = clock.now();
      const from_ms = dayStart_ms(dayNumber(to_ms)) - weeks * 7 * DAY_MS;
      const visits = await store.listVisits(line, from_ms, to_ms);
      return historyOf(visits, from_ms, to_ms);
    },
    async load(): Promise<void> {
      await lanes.load();
      await following.load();
    },
    async forget(): Promise<void> {
      const now_ms = clock.now();
      await store.forget(now_ms - RETENTION_DAYS.crossing * DAY_MS, now_ms - RETENTION_DAYS.visit * DAY_MS);
    },
  };
}

export type Ports = ReturnType<typeof createPorts>;

/** How far ahead the next change of a port is looked for. */
const AHEAD_MS = 2 * DAY_MS;
const OUT_OF_HOURS = { zh: '不在通关时间内', en: 'out of its hours' };

function classState(
  states: readonly PortState[],
  line: PortLineKey,
  of: FreightClass,
  at_ms: number,
): PortClassState {
  const shut = portShut(states, { ...line, at_ms }, of);
  const spans = openSpans(states, { ...line, class: of }, at_ms, at_ms + AHEAD_MS);
  const edge_ms = shut === null ? spans[0]?.to_ms : spans[0]?.from_ms;
  const own = states.find(({ port, state }) => port === line.port && state === 'open');
  return {
    ...{ class: of, open: shut === null },
    reason:
      shut === null
        ? null
        : (shut.state?.reason ?? (shut.code === 'port_out_of_hours' ? OUT_OF_HOURS : null)),
    until_ms: edge_ms === undefined || edge_ms >= at_ms + AHEAD_MS ? null : edge_ms,
    assumed: (shut?.state ?? own)?.assumed ?? true,
  };
}

function historyOf(visits: readonly VisitRow[], from_ms: number, to_ms: number): PortHistory {
  const byHour = groupBy(visits, ({ entered_ms }) => {
    const day = dayNumber(entered_ms);
    // 1970-01-01 was a Thursday; 1 is Monday.
    return (((day + 3) % 7) + 1) * 24 + Math.floor((entered_ms - dayStart_ms(day)) / HOUR_MS);
  });
  const rules = groupBy(visits, ({ excluded }) => excluded);
  return {
    ...{ from_ms, to_ms, whole: waitOf(visits, to_ms) },
    hours: [...byHour]
      .map(([key, own]) => ({
        ...{ weekday: Math.floor(key / 24), hour: key % 24 },
        arrivals: own.filter(({ excluded }) => excluded !== 'passed').length,
        wait: waitOf(own, to_ms),
      }))
      .sort((a, b) => a.weekday - b.weekday || a.hour - b.hour),
    excluded: [...rules].flatMap(([rule, own]) => (rule === null ? [] : [{ rule, visits: own.length }])),
  };
}
