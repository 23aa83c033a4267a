import type {
  Bilingual,
  ColdCause,
  ColdLot,
  ColdState,
  ColdTest,
  ColdWarningKind,
  GoodsClass,
  GoodsRule,
  ReadingRefusal,
  Warehouse,
} from '@opentocc/contract';
import type { BreachRule, Movement, SupervisionSettings, SupervisionState } from '@opentocc/core/freight';
import type { Acting } from '../../../kit/acting.ts';

/** Who writes a row. */
export interface Author {
  readonly principal: string;
  readonly actor: string;
  readonly at_ms: number;
}

export const authorOf = ({ session }: Acting, at_ms: number): Author => ({
  ...{ principal: session.principal, actor: session.account, at_ms },
});

/** What devices and clocks bring about. */
export const systemAt = (at_ms: number): Author => ({ principal: 'system', actor: 'system', at_ms });

export interface ConsignmentRow {
  readonly id: string;
  /** Counts what people change; readings do not. */
  readonly version: number;
  readonly state: ColdState;
  readonly firm: string;
  readonly goods: string;
  readonly goods_class: GoodsClass;
  readonly lots: readonly ColdLot[];
  readonly customs_form: string;
  readonly container: string;
  readonly seal: string;
  readonly sensor: string | null;
  readonly seal_device: string | null;
  readonly truck: string;
  readonly driver: string | null;
  readonly trip: string | null;
  readonly warehouse: string;
  readonly slot_from_ms: number;
  readonly slot_to_ms: number;
  readonly destination: string;
  readonly settings: SupervisionSettings;
  readonly supervision: SupervisionState;
  readonly declared_ms: number;
  readonly declared_by: string;
  readonly departed_ms: number | null;
  readonly arrived_ms: number | null;
  readonly tested_ms: number | null;
  readonly fetch_by_ms: number | null;
  readonly left_ms: number | null;
  readonly test: ColdTest | null;
}

export interface EventRow extends Author {
  readonly consignment: string;
  readonly kind: string;
  readonly text: Bilingual;
}

export interface ReadingRow {
  readonly consignment: string;
  readonly at_ms: number;
  readonly received_ms: number;
  readonly temperature_c: number;
  readonly door_open: boolean | null;
}

export interface RefusalRow {
  readonly day: string;
  readonly sensor: string;
  readonly reason: ReadingRefusal;
  readonly n: number;
  readonly last_ms: number;
  readonly example: string;
}

export interface WarningRow {
  readonly id: number;
  readonly version: number;
  readonly consignment: string;
  readonly kind: ColdWarningKind;
  /** The same thing that goes on: of it there is one open warning at a time. */
  readonly what: string;
  readonly rule: BreachRule | null;
  readonly text: Bilingual;
  readonly began_ms: number;
  readonly opened_ms: number;
  readonly over_ms: number | null;
  readonly worst_c: number | null;
  readonly needs_person: boolean;
  readonly closed_ms: number | null;
  readonly closed_by: string | null;
  readonly cause: ColdCause | null;
  readonly note: string;
}
export type NewWarning = Pick<
  WarningRow,
  'kind' | 'what' | 'rule' | 'text' | 'began_ms' | 'worst_c' | 'needs_person'
>;

export interface CertificateRow {
  readonly code: string;
  readonly consignment: string;
  /** What is signed, as a buyer reads it. */
  readonly text: string;
  readonly key_id: string;
  readonly signature: string;
  readonly issued_ms: number;
  readonly issued_by: string;
  readonly revoked_ms: number | null;
  readonly revoked_why: string | null;
}

export interface MovementRow extends Movement {
  readonly ref: number;
  /** The same movement sent twice is one; null where the sender gave no name to it. */
  readonly key: string | null;
  readonly by: string;
}

export interface RecallRow {
  readonly id: string;
  readonly lot: string;
  readonly reason: string;
  readonly begun_ms: number;
  readonly begun_by: string;
  readonly ended_ms: number | null;
  readonly ended_note: string | null;
}

export interface NoticeRow {
  readonly id: number;
  readonly recall: string;
  readonly holder: string;
  readonly lots: readonly { readonly lot: string; readonly quantity: number | null }[];
  readonly messaged: boolean;
  readonly noticed_ms: number;
  readonly answered_ms: number | null;
  readonly answered_by: string | null;
  readonly secured: number | null;
  readonly note: string;
}

export interface EpcisRow {
  readonly id: number;
  readonly event_id: string;
  /** Who captured it; null for the platform itself and for keys of the whole city. */
  readonly firm: string | null;
  readonly type: string;
  readonly biz_step: string | null;
  readonly event_ms: number;
  readonly record_ms: number;
  readonly epcs: readonly string[];
  readonly event: Readonly<Record<string, unknown>>;
}

export interface Tables {
  cold_chain_number: { letter: string; day: string; last: number };
  cold_chain_warehouse: Warehouse;
  cold_chain_rule: GoodsRule;
  cold_chain_consignment: ConsignmentRow;
  cold_chain_event: EventRow & { readonly id: number };
  cold_chain_reading: ReadingRow;
  cold_chain_refusal: RefusalRow;
  cold_chain_warning: WarningRow;
  cold_chain_certificate: CertificateRow;
  cold_chain_movement: MovementRow;
  cold_chain_recall: RecallRow;
  cold_chain_recall_notice: NoticeRow;
  cold_chain_epcis: EpcisRow;
  cold_chain_unjudged: { readonly event: number; readonly units: readonly string[] | null };
  cold_chain_heard: { readonly id: number; readonly seq: number };
}

/** What cold chain asks of the filing. */
export interface Filing {
  /** Why a firm may not declare; null where it may. */
  firmFault(code: string): Bilingual | null;
  /** Why a truck may not carry goods of a firm; null where it may. */
  truckFault(plate: string, firm: string): Bilingual | null;
}

/** Where trucks are, and whether they leave their route, as whoever follows them says it. */
export interface Followed {
  lastFix(plate: string): { readonly lon: number; readonly lat: number; readonly at_ms: number } | undefined;
  /** Since when the truck of a trip is off its route; null while it is not. */
  offRouteSince(trip: string): number | null;
}
