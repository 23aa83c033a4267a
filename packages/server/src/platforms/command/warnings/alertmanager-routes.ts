import { createHash } from 'node:crypto';
import {
  alertmanagerRoutes,
  type GettableAlert,
  type GettableSilence,
  type PostedAlert,
  type Silence,
  WARNING_LEVELS,
  type Warning,
  type WarningLevel,
} from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { actingOf } from '../../../kit/acting.ts';
import { areaOfRequest, isWithin } from '../../../kit/area.ts';
import type { Clock } from '../../../kit/clock.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import { compileMatchers, readFilter } from './matching.ts';
import { isOpen, type Raised } from './model.ts';
import type { Warnings } from './service.ts';

/** An alert without an end is over so long after it was delivered last, as Alertmanager has it (`resolve_timeout`). */
const RESOLVE_MS = 5 * MINUTE_MS;
const RECEIVER = { name: 'opentocc' };
/** What clients take for the configuration; it must be readable and have a route. */
const CONFIG = 'route:\n  receiver: opentocc\nreceivers:\n- name: opentocc\n';

/** The interface of Alertmanager, version 2, over our warnings. */
export function serveAlertmanager(warnings: Warnings, clock: Clock): Served {
  const started_ms = clock.now();
  return serve(alertmanagerRoutes, {
    amStatus: async () => ({
      cluster: { status: 'disabled', peers: [] },
      config: { original: CONFIG },
      uptime: new Date(started_ms).toISOString(),
      versionInfo: {
        ...{
          version: '0.25.0-opentocc',
          revision: '',
          branch: '',
          buildUser: '',
          buildDate: '',
          goVersion: '',
        },
      },
    }),
    amReceivers: async () => [RECEIVER],
    amAlerts: async (request) => {
      const area = areaOfRequest(request);
      const { filter, receiver, ...shown } = request.query;
      const matches = compileMatchers(filter.map(readFilter));
      if (receiver !== undefined && !RECEIVER.name.match(receiver === RECEIVER.name ? receiver : /^$/))
        return [];
      return warnings
        .listOpen()
        .filter(({ place, labels }) => isWithin(area, place.district) && matches(labels))
        .filter((warning) => isShown(warning, shown))
        .map((warning) => alertOf(warning, clock.now()));
    },
    async amPostAlerts(request) {
      const now_ms = clock.now();
      const isOver = ({ endsAt }: PostedAlert) =>
        endsAt !== undefined && timeOf(endsAt, Number.NaN) <= now_ms;
      const burning = request.body.filter((alert) => !isOver(alert)).map((alert) => raisedBy(alert, now_ms));
      await warnings.raiseAll(
        burning,
        request.body.filter(isOver).map(({ labels }) => keyOf(labels)),
      );
      return {};
    },
    amSilences: async (request) => {
      const matchers = request.query.filter.map(readFilter);
      const isAsked = ({ matchers: own }: Silence) =>
        matchers.every(({ name, value }) => own.some((one) => one.name === name && one.value === value));
      return warnings.silences.list(areaOfRequest(request)).filter(isAsked).map(silenceOf);
    },
    async amPostSilence(request) {
      const { id, matchers, startsAt, endsAt, createdBy, comment } = request.body;
      const silence = await warnings.silences.add(actingOf(request), areaOfRequest(request), {
        ...{ ...(id && { id }), matchers, starts_ms: timeOf(startsAt, clock.now()) },
        ...{ ends_ms: timeOf(endsAt, 0), end_when_idle: false, created_by: createdBy },
        reason: comment.trim() || '—',
      });
      return { silenceID: silence.id };
    },
    amSilence: async (request) => silenceOf(warnings.silences.get(areaOfRequest(request), request.params.id)),
    async amEndSilence(request) {
      await warnings.silences.end(actingOf(request), areaOfRequest(request), request.params.id);
      return {};
    },
  });
}

type Shown = Readonly<Record<'active' | 'silenced' | 'inhibited' | 'unprocessed', 'true' | 'false'>>;

function isShown({ silences, held_by }: Warning, { active, silenced, inhibited }: Shown): boolean {
  if (silences.length > 0 && silenced === 'false') return false;
  if (held_by !== null && inhibited === 'false') return false;
  return active === 'true' || silences.length > 0 || held_by !== null;
}

/** The year 1 of Go's time means none. */
function timeOf(text: string, otherwise_ms: number): number {
  const at_ms = Date.parse(text);
  return at_ms > 0 ? at_ms : otherwise_ms;
}

const keyOf = (labels: Readonly<Record<string, string>>): string => `alertmanager/${fingerprintOf(labels)}`;

/** Sixteen hex digits by the labels, in whatever order they come. */
export function fingerprintOf(labels: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16);
}

/** Severities that monitoring writes, as our levels. Assumed, 2026-11-27. */
const LEVEL_OF: Readonly<Record<string, WarningLevel>> = {
  ...Object.fromEntries(WARNING_LEVELS.map((level) => [level, level])),
  ...{ critical: 'red', page: 'red', error: 'orange', major: 'orange', warning: 'yellow', info: 'blue' },
};

function raisedBy(
  { labels, annotations, startsAt, endsAt, generatorURL }: PostedAlert,
  now_ms: number,
): Raised {
  const name = labels.alertname ?? 'alert';
  const said = annotations.summary || [name, labels.instance].filter(Boolean).join(' ');
  const ends_ms = endsAt === undefined ? 0 : timeOf(endsAt, 0);
  return {
    ...{ key: keyOf(labels), origin: 'alertmanager', kind: name.slice(0, 100) },
    level: LEVEL_OF[labels.severity ?? ''] ?? 'yellow',
    title: { zh: said.slice(0, 200), en: said.slice(0, 200) },
    began_ms: startsAt === undefined ? now_ms : Math.min(now_ms, timeOf(startsAt, now_ms)),
    expires_ms: ends_ms > now_ms ? ends_ms : now_ms + RESOLVE_MS,
    ...(labels.district && { area: { district: labels.district } }),
    attributes: labels,
    annotations: { ...annotations, ...(generatorURL && { generatorURL }) },
  };
}

export function alertOf(warning: Warning, now_ms: number): GettableAlert {
  const { silences, held_by, attention } = warning;
  const iso = (at_ms: number) => new Date(at_ms).toISOString();
  const isHidden = attention === 'silenced' || attention === 'held_back';
  return {
    ...{ labels: warning.labels, annotations: annotationsOf(warning), receivers: [RECEIVER] },
    fingerprint: fingerprintOf({ key: warning.key }),
    ...{ startsAt: iso(warning.began_ms), updatedAt: iso(warning.changed_ms) },
    endsAt: iso(warning.ended_ms ?? warning.expires_ms ?? now_ms + RESOLVE_MS),
    generatorURL: warning.annotations.generatorURL ?? `/warnings/${warning.id}`,
    status: {
      state: isHidden || !isOpen(warning) ? 'suppressed' : 'active',
      silencedBy: silences,
      inhibitedBy: held_by === null ? [] : [String(held_by)],
    },
  };
}

export const annotationsOf = ({ title, annotations }: Warning): Record<string, string> => ({
  summary: title.zh,
  ...annotations,
});

function silenceOf(silence: Silence): GettableSilence {
  const iso = (at_ms: number) => new Date(at_ms).toISOString();
  return {
    ...{ id: silence.id, matchers: silence.matchers, createdBy: silence.owner, comment: silence.reason },
    ...{ startsAt: iso(silence.starts_ms), endsAt: iso(silence.ends_ms), updatedAt: iso(silence.updated_ms) },
    status: { state: silence.state },
  };
}
