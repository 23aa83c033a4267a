import type { Bilingual, PermitVerdict } from '@opentocc/contract';
import { judgedAt, type RegimeBook, type RegimeRef, regimesAt } from '@opentocc/core/freight';
import { type Permit, permitBody, permitText, signedBytes, verifyPermit } from '@opentocc/core/permit';
import type { KeyService } from '../../../base/keys/index.ts';
import type { PermitLook, UseRefusal } from './door.ts';
import type { Draft } from './draft.ts';
import {
  nthOfPermit,
  PERMIT_EARLY_MS,
  PERMIT_LATE_MS,
  type PermitRow,
  permitNumber,
  spanOf,
  type TripRow,
} from './model.ts';
import type { TripFiling, TripRegimes } from './ports.ts';
import type { TripRoll } from './roll.ts';
import { VERDICT_WORDS } from './verdict-words.ts';

export interface PermitsDeps {
  readonly roll: TripRoll;
  readonly keys: Pick<KeyService, 'sign' | 'publicKeys'>;
  readonly filing: Pick<TripFiling, 'truck'>;
  readonly regimes: TripRegimes;
  /** Why a permit that is good by itself does not open a place once more. */
  readonly refusalOf: (permit: string, look: PermitLook) => Promise<UseRefusal | null>;
}

/** Permits (通行凭证): what they say, who signs them, and what gates make of them. */
export function createPermits({ roll, keys, filing, regimes, refusalOf }: PermitsDeps) {
  const trust = (now_ms: number) => ({
    made_ms: now_ms,
    keys: Object.fromEntries(keys.publicKeys('freight-permit')),
    revoked: [...roll.permits()]
      .filter(({ revoked_ms, to_ms }) => revoked_ms !== null && to_ms > now_ms)
      .map(({ number }) => number),
  });

  /** Numbers that are revoked, for one look: no set of all of them is made for each truck. */
  const revoked = {
    has: (number: string): boolean => (roll.findPermit(number)?.revoked_ms ?? null) !== null,
  } as ReadonlySet<string>;

  /** What a gate that reaches the platform knows besides: trip, truck and regimes as they are now. */
  function known(permit: Permit, at_ms: number): PermitVerdict | null {
    const row = roll.find(permit.trip);
    const isIts = row?.permit === permit.number && (row.state === 'booked' || row.state === 'under_way');
    if (!row || !isIts) return verdict('trip', permit, row?.cause);
    const truck = filing.truck(row.truck);
    if (truck?.state !== 'in_order') return verdict('truck', permit);
    return permit.regimes.every((one) => isInForce(regimes.book(), one, at_ms))
      ? null
      : verdict('over', permit);
  }

  function look(
    text: string,
    shown: PermitLook,
  ): { readonly permit: Permit | null; readonly verdict: PermitVerdict } {
    const keyed = { keys: Object.fromEntries(keys.publicKeys('freight-permit')), revoked };
    const { code, permit } = verifyPermit(text, shown, keyed);
    if (permit === null || code !== 'ok') {
      const cause = code === 'revoked' && permit ? roll.findPermit(permit.number)?.cause : null;
      return { permit, verdict: verdict(code, permit, cause) };
    }
    return { permit, verdict: known(permit, shown.at_ms) ?? verdict('ok', permit) };
  }

  return {
    trust,
    async check(text: string, shown: PermitLook): Promise<PermitVerdict> {
      const { permit, verdict: found } = look(text, shown);
      if (!found.allowed || permit === null) return found;
      const refusal = await refusalOf(permit.number, shown);
      return refusal ? verdict(refusal.code, permit, refusal.text) : found;
    },
    /** Gives a trip that has its slot a permit. */
    issue(draft: Draft, row: TripRow): void {
      const number = permitNumber(row.id, nthOfPermit(row.permit) + 1);
      const content = contentOf(number, row, regimes.book());
      draft.putPermit({ number, trip: row.id, content, to_ms: content.to_ms, revoked_ms: null, cause: null });
      draft.give(row.id, number);
    },
    /** Ends the permit of a trip, where it has one, before its time. */
    revoke(draft: Draft, { permit }: Pick<TripRow, 'permit'>, cause: Bilingual): void {
      const row = permit === null ? undefined : roll.findPermit(permit);
      if (row && row.revoked_ms === null) draft.putPermit({ ...row, revoked_ms: draft.now_ms, cause });
    },
    /** The text of its code, signed now: what it says was written when it was given. */
    async text({ content }: PermitRow): Promise<string> {
      const body = permitBody(content);
      const { key_id, signature } = await keys.sign('freight-permit', signedBytes(body));
      return permitText(key_id, body, rawSignature(signature));
    },
  };
}

export type Permits = ReturnType<typeof createPermits>;

function verdict(code: PermitVerdict['code'], permit: Permit | null, why?: Bilingual | null): PermitVerdict {
  return {
    ...{ allowed: code === 'ok', code, text: why ?? VERDICT_WORDS[code], trip: permit?.trip ?? null },
    ...{ plate: permit?.plates[0] ?? null, to_ms: permit?.to_ms ?? null },
  };
}

const refText = ({ code, version }: RegimeRef): string => `${code}/${version}`;

/** Opens the gates of its ports and places, from before its first instant until after its last, and no longer than its regimes. */
function contentOf(
  number: string,
  { id, trip, plate, plate_abroad, last_ms }: TripRow,
  book: RegimeBook,
): Permit {
  const { crossings, stops } = trip.declared;
  const regimes = regimesAt(book.regimes, trip, judgedAt(trip) ?? last_ms);
  const ends = regimes.map(({ to_ms }) => to_ms ?? Number.POSITIVE_INFINITY);
  return {
    ...{ number, trip: id, plates: plate_abroad === null ? [plate] : [plate, plate_abroad] },
    places: [...new Set([...crossings.map(({ port }) => port), ...stops.flatMap(({ code }) => code ?? [])])],
    from_ms: spanOf(trip).from_ms - PERMIT_EARLY_MS,
    to_ms: Math.min(last_ms + PERMIT_LATE_MS, ...ends),
    regimes: regimes.map(refText),
  };
}

/** Whether a regime of a permit goes on: it stands in the book and has not ended. */
export function isInForce({ regimes }: RegimeBook, ref: string, at_ms: number): boolean {
  const regime = regimes.find((one) => refText(one) === ref);
  return regime !== undefined && (regime.to_ms === null || at_ms < regime.to_ms);
}

/** r ‖ s of a signature in DER, which may hold each figure in 1 to 33 bytes. */
function rawSignature(der: string): Uint8Array {
  const bytes = Buffer.from(der, 'hex');
  const raw = Buffer.alloc(64);
  let at = 2;
  for (const end of [32, 64]) {
    const length = bytes[at + 1];
    const figure = bytes.subarray(at + 2, at + 2 + length);
    const bare = figure.subarray(Math.max(0, figure.length - 32));
    raw.set(bare, end - bare.length);
    at += 2 + length;
  }
  return raw;
}
