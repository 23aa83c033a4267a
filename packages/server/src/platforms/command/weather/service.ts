import type {
  BestTrackFile,
  DistrictImpact,
  NewResponse,
  ResponseDecision,
  StormInput,
  StormView,
  WeatherIntake,
  WeatherMessage,
  WeatherOverview,
} from '@opentocc/contract';
import { type CapAlert, writeCap } from '@opentocc/protocols/cap';
import type { AuditSink, Json } from '../../../base/audit/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Area } from '../../../kit/area.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import type { Raised } from '../warnings/index.ts';
import { readBestTracks } from './best-track.ts';
import { DrillRuns } from './drill-runs.ts';
import { weatherErrors } from './errors.ts';
import { Feeds } from './feeds.ts';
import { type DistrictPlaces, distance_km, impactsOf, isAssumed } from './impact.ts';
import { warningInEnglish } from './in-english.ts';
import { Intake, shown } from './intake.ts';
import { highestSignal, proposedBy, SIGNAL_RULES } from './signals.ts';
import { createWeatherStore, type StormRow, type WarningRow } from './store.ts';

const MOST_WARNINGS = 200;
const MOST_DECISIONS = 50;
const MOST_STORMS = 5;
/** Storms of a file that came this near are taken, km. */
const NEAR_KM = 600;

export interface WeatherDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: AuditSink;
  readonly districts: DistrictPlaces;
  /** The desk of warnings. */
  readonly warnings: {
    raise(raised: Raised): Promise<unknown>;
    resolve(key: string, at_ms: number, why: 'cleared' | 'cancelled' | 'expired'): Promise<void>;
  };
  /** Where warnings are fetched from. */
  readonly feeds: readonly string[];
  /** Hosts beside a feed's own to which its links may lead. */
  readonly feed_hosts: readonly string[];
  readonly fetch: (url: string) => Promise<Uint8Array>;
}

/** Weather warnings with their chains, tracks of typhoons, and the response that people decide on. */
export class WeatherService {
  readonly #deps: WeatherDeps;
  readonly #intake: Intake;
  readonly drills: DrillRuns;
  readonly #feeds: Feeds;
  /** Times of each storm, with when it was changed: they follow from the track alone. */
  readonly #impacts = new Map<string, { readonly of: StormRow; readonly impacts: DistrictImpact[] }>();

  constructor(deps: WeatherDeps) {
    this.#deps = deps;
    this.#intake = new Intake({ ...deps, districts: [...deps.districts.keys()] });
    this.#feeds = new Feeds({
      ...{ feeds: deps.feeds, hosts: deps.feed_hosts, fetch: deps.fetch, now: deps.clock.now },
      take: (bytes) => this.#intake.takeBytes(bytes),
    });
    this.drills = new DrillRuns({ ...deps, intake: this.#intake });
  }

  /** @param area districts whose times are shown; warnings are everybody's */
  async overview(area: Area): Promise<WeatherOverview> {
    const store = createWeatherStore(this.#deps.db);
    const warnings = await store.list(MOST_WARNINGS);
    const signal = highestSignal(await store.signals(null));
    const storms = await store.listStorms(MOST_STORMS);
    return {
      warnings: warnings.map(shown),
      ...{ signal, proposed: proposedBy(signal), rules: SIGNAL_RULES },
      decisions: await store.listDecisions(MOST_DECISIONS, null),
      storms: storms.map((storm) => this.#viewOf(storm, area)),
    };
  }

  async take(acting: Acting, message: WeatherMessage): Promise<WeatherIntake> {
    const intake = await this.#intake.take(message);
    await this.#audit(acting, 'weather.take', 'weather', {
      identifiers: intake.taken.map(({ identifier }) => identifier).slice(0, 20),
      known: intake.known,
    });
    await this.settle();
    return intake;
  }

  async putStorm(acting: Acting, input: StormInput): Promise<StormView> {
    const row = { ...input, changed_ms: this.#deps.clock.now() };
    await createWeatherStore(this.#deps.db).putStorm(row);
    await this.#audit(acting, 'weather.storm', `storm:${input.code}`, { points: input.points.length });
    return this.#viewOf(row, null);
  }

  /** Takes the storms of a best-track file that came near the city. */
  async takeBestTracks(acting: Acting, { content, year }: BestTrackFile) {
    const tracks = readBestTracks(content, year);
    if (tracks.length === 0) throw weatherErrors.no_tracks();
    const places = [...this.#deps.districts.values()].flat();
    const nearest = ({ points }: { points: readonly { lon: number; lat: number }[] }) =>
      Math.min(...points.flatMap(({ lon, lat }) => places.map((place) => distance_km([lon, lat], place))));
    const near = tracks.map((track) => ({ ...track, nearest_km: Math.round(nearest(track)) }));
    const taken = near.filter(({ nearest_km }) => nearest_km <= NEAR_KM);
    const store = createWeatherStore(this.#deps.db);
    for (const { code, name, points } of taken)
      await store.putStorm({
        ...{ code, name: { zh: name, en: name }, points: [...points] },
        changed_ms: points.at(-1)?.at_ms ?? 0,
      });
    await this.#audit(acting, 'weather.best-tracks', 'weather', { year, storms: taken.length });
    return taken.map(({ code, name, nearest_km, points }) => ({
      code,
      name,
      nearest_km,
      points: points.length,
    }));
  }

  /** A person decides; the colour only proposes, and both are on record. */
  async decide(acting: Acting, { level, reason, after, drill }: NewResponse): Promise<ResponseDecision> {
    const { db, clock } = this.#deps;
    const store = createWeatherStore(db);
    if (drill !== null) await this.drills.requireRunning(drill);
    const [last] = await store.listDecisions(1, drill);
    if ((last?.id ?? 0) !== after) throw weatherErrors.decided();
    const signal = highestSignal(await store.signals(drill));
    const proposed = proposedBy(signal);
    const { account: by } = acting.session;
    const made = { at_ms: clock.now(), level, signal, proposed, by, reason };
    const decision = await store.decide({ ...made, after, drill });
    if (!decision) throw weatherErrors.decided();
    await this.#audit(acting, 'weather.decide', `response:${decision.id}`, {
      ...{ level, signal, proposed, reason, before: last?.level ?? null },
      ...(drill !== null && { drill }),
    });
    return decision;
  }

  /** A warning as CAP 1.2, in our own words. */
  async asCap(id: number): Promise<string> {
    const row = await createWeatherStore(this.#deps.db).find(id);
    if (!row) throw weatherErrors.unknown();
    const former =
      row.replaces === null ? undefined : await createWeatherStore(this.#deps.db).find(row.replaces);
    return writeCap(capOf(row, former));
  }

  /** Ends what has run out, and tells the desk of warnings what it has not heard; what was cut off comes again. */
  settle = async (): Promise<void> => {
    const { db, clock, warnings } = this.#deps;
    const store = createWeatherStore(db);
    await store.expire(clock.now());
    for (const row of await store.listUntold()) {
      if (row.state === 'in_force' && row.level !== null && !row.exercise)
        await warnings.raise(raisedBy(row));
      else if (row.state !== 'in_force' && !row.exercise)
        await warnings.resolve(keyOf(row), row.ended_ms ?? clock.now(), endOf(row));
      await store.markTold(row);
    }
  };

  /** Asks each feed; one that fails does not keep the others from being read. */
  poll = async (): Promise<void> => {
    try {
      await this.#feeds.look();
    } finally {
      await this.settle();
    }
  };

  #viewOf({ code, name, points, changed_ms }: StormRow, area: Area): StormView {
    const impacts = this.#impactsOf({ code, name, points, changed_ms });
    return {
      ...{ code, name, points, changed_ms, circles_assumed: isAssumed(points) },
      impacts: impacts.filter(({ district }) => area === null || area.includes(district)),
    };
  }

  #impactsOf(storm: StormRow): DistrictImpact[] {
    const known = this.#impacts.get(storm.code);
    if (known?.of.changed_ms === storm.changed_ms && known.of.points.length === storm.points.length)
      return known.impacts;
    const impacts = impactsOf(storm.points, this.#deps.districts);
    if (this.#impacts.size > 10 * MOST_STORMS) this.#impacts.clear();
    this.#impacts.set(storm.code, { of: storm, impacts });
    return impacts;
  }

  #audit({ session, address }: Acting, action: string, target: string, detail: { [key: string]: Json }) {
    const { principal, account: actor } = session;
    return this.#deps.audit.record({ principal, actor, address, action, target, result: 'done', detail });
  }
}

const keyOf = ({ sender, identifier }: WarningRow): string => `weather/${sender}/${identifier}`;
const endOf = ({ state }: WarningRow): 'cleared' | 'cancelled' | 'expired' =>
  state === 'expired' || state === 'cancelled' ? state : 'cleared';

function raisedBy(row: WarningRow): Raised {
  const { kind, level, title, area, issued_ms, expires_ms, id } = row;
  return {
    ...{
      key: keyOf(row),
      origin: 'weather',
      kind: kind || 'weather',
      level: level === 'white' || level === null ? 'blue' : level,
    },
    title: { zh: title, en: warningInEnglish(row) },
    area: { districts: area.districts, streets: area.streets, polygon: area.polygons },
    ...{ began_ms: issued_ms, expires_ms },
    attributes: { signal: level ?? '', weather_warning: String(id) },
  };
}

const SEVERITY = {
  red: 'Extreme',
  orange: 'Severe',
  yellow: 'Moderate',
  blue: 'Minor',
  white: 'Minor',
} as const;
const SENDER = 'opentocc';

function capOf(row: WarningRow, former: WarningRow | undefined): CapAlert {
  const { area, level, kind } = row;
  const name = (one: WarningRow) => `weather-${one.id}`;
  // A cancel never was in force, so nothing ended it.
  const isCancel = row.state === 'cancelled' && row.ended_ms === null;
  const type = !former ? 'Alert' : isCancel ? 'Cancel' : 'Update';
  return {
    ...{ identifier: name(row), sender: SENDER, sent_ms: row.issued_ms, msg_type: type },
    ...{
      status: row.exercise ? 'Exercise' : 'Actual',
      scope: 'Public',
      note: '',
      incidents: '',
      signed: false,
    },
    references: former ? [{ sender: SENDER, identifier: name(former), sent_ms: former.issued_ms }] : [],
    infos: [
      {
        ...{ language: 'zh-CN', categories: ['Met'], event: kind || row.title, response_types: [] },
        ...{ urgency: 'Unknown', severity: level ? SEVERITY[level] : 'Unknown', certainty: 'Unknown' },
        ...{ event_codes: [], effective_ms: row.issued_ms, onset_ms: null, expires_ms: row.expires_ms },
        ...{ sender_name: row.sender, headline: row.title, description: row.text, instruction: '', web: '' },
        parameters: level ? [{ name: 'signal', value: level }] : [],
        areas: [
          {
            ...{ description: area.description || '—', polygons: area.polygons, circles: [] },
            geocodes: area.districts.map((value) => ({ name: 'GB/T 2260', value })),
          },
        ],
      },
    ],
  };
}
