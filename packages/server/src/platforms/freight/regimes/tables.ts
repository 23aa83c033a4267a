import type { Generated, JSONColumnType } from 'kysely';
import type {
  DraftRow,
  DrillRow,
  EventRow,
  PortEndRow,
  PortRow,
  SettlementRow,
  SwitchRow,
  VersionRow,
} from './model.ts';

type Json<T extends object> = JSONColumnType<T, string, string>;
type NullableJson<T extends object> = JSONColumnType<T | null, string | null, string>;

/** Tables of the module, as its stores see them. */
export interface Tables {
  regimes_version: Omit<VersionRow, 'regime'> & { regime: Json<VersionRow['regime']> };
  regimes_event: Omit<EventRow, 'id' | 'detail'> & {
    id: Generated<number>;
    detail: Json<EventRow['detail']>;
  };
  regimes_switch: Omit<SwitchRow, 'counts'> & { counts: NullableJson<NonNullable<SwitchRow['counts']>> };
  regimes_settlement: Omit<SettlementRow, 'settlement'> & { settlement: Json<SettlementRow['settlement']> };
  regimes_draft: Omit<DraftRow, 'id' | 'regime' | 'writers'> & {
    id: Generated<number>;
    regime: Json<DraftRow['regime']>;
    writers: Json<DraftRow['writers']>;
  };
  regimes_drill: Omit<DrillRow, 'id' | 'regime' | 'preview'> & {
    id: Generated<number>;
    regime: Json<DrillRow['regime']>;
    preview: Json<DrillRow['preview']>;
  };
  regimes_port_state: Omit<PortRow, 'id' | 'state'> & {
    id: Generated<number>;
    state: Json<PortRow['state']>;
  };
  regimes_port_end: PortEndRow & { id: Generated<number> };
}
