import type {
  DetectionStatus,
  NewVerdict,
  Signal,
  SignalEvidence,
  SignalKind,
  SignalPoint,
  SignalVerdict,
} from '@opentocc/contract';
import { sql } from 'kysely';
import type { Db } from '../../kit/db.ts';
import type { OpenSignal, Present, Reconciled, SignalChange, SignalPart } from './model.ts';

interface SignalRow {
  readonly id: number;
  readonly kind: SignalKind;
  readonly subject: string | null;
  readonly links: number[];
  readonly lon: number | null;
  readonly lat: number | null;
  readonly district: string | null;
  readonly road: Signal['place']['road'];
  readonly began_ms: number;
  readonly changed_ms: number;
  readonly ended_ms: number | null;
  readonly ended_why: Signal['ended_why'];
  readonly confidence: number;
  readonly length_m: number | null;
  readonly rule: string;
  readonly rule_version: string;
  readonly parts: SignalPart[];
  readonly verdict: SignalVerdict | null;
}

export interface SignalQuery {
  readonly state: 'open' | 'ended' | 'all';
  readonly kind?: SignalKind;
  /** Codes; null is everywhere. */
  readonly districts: readonly string[] | null;
  readonly from_ms?: number;
  readonly to_ms?: number;
  readonly limit: number;
}

/** The open signals after a look, and what is to be published. */
export interface Applied {
  readonly open: OpenSignal[];
  readonly changes: SignalChange[];
}

/** A line of the ledger. */
export interface LedgerLine extends SignalChange {
  /** Counts up; never reused. */
  readonly line: number;
  readonly at_ms: number;
}

/** Curve points of one statement: bounds its memory. */
const POINTS = 2_000;
const VERDICT = sql`(SELECT jsonb_build_object('verdict', v.verdict, 'reason', v.reason, 'by', v.account, 'at_ms', v.at_ms)
  FROM detection_verdict v WHERE v.signal = s.id ORDER BY v.id DESC LIMIT 1) AS verdict`;

/** The only SQL of the module. */
export function createDetectionStore(db: Db, network_version: string) {
  const find = async (id: number): Promise<SignalRow | undefined> => {
    const { rows } =
      await sql<SignalRow>`SELECT s.*, ${VERDICT} FROM detection_signal s WHERE s.id = ${id}`.execute(db);
    return rows[0];
  };
  return {
    /**
     * What one look found, whole or not at all, each change with its line in the ledger.
     * @returns the open signals after it, and what is to be published
     */
    apply: (found: Reconciled, at_ms: number): Promise<Applied> =>
      db.transaction().execute(async (tx) => {
        const begun = await beginAll(tx, network_version, found.add, at_ms);
        const changed = await changeAll(tx, found.change, at_ms);
        const ended: SignalChange[] = [];
        for (const { open, why } of found.end)
          ended.push({ what: 'ended', signal: await end(tx, open.signal, at_ms, why) });
        const changes = [...begun.changes, ...changed.changes, ...ended];
        for (const change of changes) await note(tx, change, at_ms);
        return { open: [...begun.open, ...changed.open], changes };
      }),
    /** Points of curves; one that stands already stays. */
    async addPoints(points: readonly (SignalPoint & { readonly signal: number })[]): Promise<void> {
      for (let i = 0; i < points.length; i += POINTS)
        await sql`INSERT INTO detection_point
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(points.slice(i, i + POINTS))}::jsonb)
            AS p(signal integer, at_ms bigint, speed_kmh real, samples integer, usual_kmh real, low_kmh real, high_kmh real)
          ON CONFLICT DO NOTHING`.execute(db);
    },
    async listOpen(): Promise<Signal[]> {
      const { rows } = await sql<SignalRow>`SELECT s.*, ${VERDICT} FROM detection_signal s
        WHERE ended_ms IS NULL AND network_version = ${network_version} ORDER BY id`.execute(db);
      return rows.map(signalOf);
    },
    /** Ends what is open of a network that is not driven any more, each with its line. */
    async endOthers(at_ms: number): Promise<void> {
      await sql`WITH ended AS (
          UPDATE detection_signal SET ended_ms = ${at_ms}, changed_ms = ${at_ms}, ended_why = 'not_seen_again'
          WHERE ended_ms IS NULL AND network_version <> ${network_version} RETURNING *)
        INSERT INTO detection_change (signal, at_ms, what, kind, links, length_m, confidence)
        SELECT id, ${at_ms}, 'ended', kind, jsonb_array_length(links), length_m, confidence FROM ended`.execute(
        db,
      );
    },
    /** The open ones first, then the newest. */
    async list({ state, kind, districts, from_ms, to_ms, limit }: SignalQuery): Promise<Signal[]> {
      const { rows } = await sql<SignalRow>`SELECT s.*, ${VERDICT} FROM detection_signal s
        WHERE (${state} = 'all' OR (${state} = 'open') = (ended_ms IS NULL))
          AND (${kind ?? null}::text IS NULL OR kind = ${kind ?? null})
          AND (${districts === null} OR district = ANY(${[...(districts ?? [])]}::text[]))
          AND (${to_ms ?? null}::bigint IS NULL OR began_ms < ${to_ms ?? null})
          AND (${from_ms ?? null}::bigint IS NULL OR ended_ms IS NULL OR ended_ms >= ${from_ms ?? null})
        ORDER BY (ended_ms IS NULL) DESC, began_ms DESC, id DESC LIMIT ${limit}`.execute(db);
      return rows.map(signalOf);
    },
    async find(id: number): Promise<Signal | undefined> {
      const row = await find(id);
      return row && signalOf(row);
    },
    async evidenceOf(id: number): Promise<Omit<SignalEvidence, 'why'> | undefined> {
      const row = await find(id);
      if (!row) return undefined;
      const curve = await sql<SignalPoint>`SELECT at_ms, speed_kmh, samples, usual_kmh, low_kmh, high_kmh
        FROM detection_point WHERE signal = ${id} ORDER BY at_ms`.execute(db);
      const history = await sql<SignalEvidence['history'][number]>`
        SELECT at_ms, what, kind, links, length_m, confidence FROM detection_change
        WHERE signal = ${id} ORDER BY id`.execute(db);
      const verdicts =
        await sql<SignalVerdict>`SELECT verdict, reason, account AS by, at_ms FROM detection_verdict
        WHERE signal = ${id} ORDER BY id DESC`.execute(db);
      return {
        ...{ signal: signalOf(row), links: row.parts },
        ...{ curve: curve.rows, history: history.rows, verdicts: verdicts.rows },
      };
    },
    /** @returns who said the same last, or null when it was added */
    addVerdict: (
      id: number,
      { verdict, reason }: NewVerdict,
      by: { readonly principal: string; readonly account: string; readonly at_ms: number },
    ): Promise<string | null> =>
      db.transaction().execute(async (tx) => {
        await sql`SELECT id FROM detection_signal WHERE id = ${id} FOR UPDATE`.execute(tx);
        const { rows } = await sql<{
          verdict: string;
          account: string;
        }>`SELECT verdict, account FROM detection_verdict
          WHERE signal = ${id} ORDER BY id DESC LIMIT 1`.execute(tx);
        if (rows[0]?.verdict === verdict) return rows[0].account;
        await sql`INSERT INTO detection_verdict (signal, at_ms, principal, account, verdict, reason)
          VALUES (${id}, ${by.at_ms}, ${by.principal}, ${by.account}, ${verdict}, ${reason})`.execute(tx);
        return null;
      }),
    /** Lines of the ledger after one, the oldest first, each with its signal as it is now. */
    async listChangesAfter(line: number, limit: number): Promise<LedgerLine[]> {
      const { rows } = await sql<SignalRow & { line: number; what: SignalChange['what']; at_ms: number }>`
        SELECT s.*, ${VERDICT}, c.id AS line, c.what, c.at_ms FROM detection_change c
        JOIN detection_signal s ON s.id = c.signal WHERE c.id > ${line} ORDER BY c.id LIMIT ${limit}`.execute(
        db,
      );
      return rows.map((row) => ({ line: row.line, what: row.what, at_ms: row.at_ms, signal: signalOf(row) }));
    },
    /** What people said of signals that began since an instant, by kind. */
    async countVerdicts(
      from_ms: number,
      districts: readonly string[] | null,
    ): Promise<DetectionStatus['judged']> {
      const { rows } = await sql<DetectionStatus['judged'][number]>`
        SELECT kind, count(*) AS signals, count(*) FILTER (WHERE said = 'confirmed') AS confirmed,
          count(*) FILTER (WHERE said = 'false_alarm') AS false_alarms
        FROM (SELECT s.kind, (SELECT v.verdict FROM detection_verdict v WHERE v.signal = s.id ORDER BY v.id DESC LIMIT 1) AS said
          FROM detection_signal s
          WHERE began_ms >= ${from_ms} AND (${districts === null} OR district = ANY(${[...(districts ?? [])]}::text[]))) judged
        GROUP BY kind ORDER BY kind`.execute(db);
      return rows;
    },
    async forget(before_ms: number): Promise<void> {
      await sql`DELETE FROM detection_signal WHERE ended_ms < ${before_ms}`.execute(db);
    },
  };
}

export type DetectionStore = ReturnType<typeof createDetectionStore>;

async function beginAll(tx: Db, version: string, add: Reconciled['add'], at_ms: number): Promise<Applied> {
  const done: Applied = { open: [], changes: [] };
  for (const present of add) {
    const signal = await insert(tx, version, present, at_ms);
    if (!signal) continue;
    done.open.push({ signal, key: present.key });
    done.changes.push({ what: 'began', signal });
  }
  return done;
}

async function changeAll(tx: Db, change: Reconciled['change'], at_ms: number): Promise<Applied> {
  const done: Applied = { open: [], changes: [] };
  for (const { open, to, tells } of change) {
    const signal = await update(tx, open.signal, to, tells ? at_ms : open.signal.changed_ms);
    done.open.push({ signal, key: to.key });
    if (tells) done.changes.push({ what: 'changed', signal });
  }
  return done;
}

/** @returns undefined where its subject is open already */
async function insert(tx: Db, version: string, present: Present, at_ms: number): Promise<Signal | undefined> {
  const { kind, subject, links, place, began_ms, confidence, length_m, rule, parts } = present;
  const { rows } = await sql<SignalRow>`
    INSERT INTO detection_signal (network_version, kind, subject, links, lon, lat, district, road, began_ms, changed_ms,
      confidence, length_m, rule, rule_version, parts)
    VALUES (${version}, ${kind}, ${subject}, ${JSON.stringify(links)}::jsonb, ${place.lon}, ${place.lat}, ${place.district},
      ${JSON.stringify(place.road)}::jsonb, ${began_ms}, ${at_ms}, ${confidence}, ${length_m}, ${rule.name}, ${rule.version},
      ${JSON.stringify(parts)}::jsonb)
    ON CONFLICT DO NOTHING RETURNING *, NULL::jsonb AS verdict`.execute(tx);
  return rows[0] && signalOf(rows[0]);
}

async function update(tx: Db, signal: Signal, to: Present, changed_ms: number): Promise<Signal> {
  const { kind, links, place, confidence, length_m, parts } = to;
  await sql`UPDATE detection_signal SET kind = ${kind}, links = ${JSON.stringify(links)}::jsonb, lon = ${place.lon},
    lat = ${place.lat}, district = ${place.district}, road = ${JSON.stringify(place.road)}::jsonb,
    changed_ms = ${changed_ms}, confidence = ${confidence}, length_m = ${length_m}, parts = ${JSON.stringify(parts)}::jsonb
    WHERE id = ${signal.id}`.execute(tx);
  return { ...signal, kind, links: [...links], place, changed_ms, confidence, length_m };
}

async function end(
  tx: Db,
  signal: Signal,
  at_ms: number,
  why: NonNullable<Signal['ended_why']>,
): Promise<Signal> {
  await sql`UPDATE detection_signal SET ended_ms = ${at_ms}, changed_ms = ${at_ms}, ended_why = ${why}
    WHERE id = ${signal.id}`.execute(tx);
  return { ...signal, ended_ms: at_ms, changed_ms: at_ms, ended_why: why };
}

async function note(tx: Db, { what, signal }: SignalChange, at_ms: number): Promise<void> {
  await sql`INSERT INTO detection_change (signal, at_ms, what, kind, links, length_m, confidence)
    VALUES (${signal.id}, ${at_ms}, ${what}, ${signal.kind}, ${signal.links.length}, ${signal.length_m}, ${signal.confidence})`.execute(
    tx,
  );
}

function signalOf(row: SignalRow): Signal {
  const { id, kind, subject, links, lon, lat, district, road } = row;
  const { began_ms, changed_ms, ended_ms, ended_why, confidence, length_m, rule, rule_version, verdict } =
    row;
  return {
    ...{ id, kind, subject, links, place: { lon, lat, district, road } },
    ...{ began_ms, changed_ms, ended_ms, ended_why, confidence, length_m },
    rule: { name: rule, version: rule_version },
    verdict,
  };
}
