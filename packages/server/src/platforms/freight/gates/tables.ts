import type { Generated, JSONColumnType } from 'kysely';
import type {
  CameraRow,
  EventRow,
  GateRow,
  HourRow,
  ListRow,
  LockRow,
  PictureRow,
  ReadRow,
  SignerRow,
  SiteRow,
  StayRow,
} from './model.ts';

type Json<T extends object> = JSONColumnType<T, string, string>;
type WithId<T> = Omit<T, 'id'> & { id: Generated<number> };

/** Tables of the module, as its stores see them. */
export interface Tables {
  gates_site: Omit<SiteRow, 'name'> & { name: Json<SiteRow['name']> };
  gates_list: ListRow;
  gates_lock: Omit<LockRow, 'taken'> & { taken: Generated<number> };
  gates_signer: SignerRow;
  gates_gate: Omit<GateRow, 'name'> & { name: Json<GateRow['name']> };
  gates_camera: CameraRow;
  gates_read: Omit<WithId<ReadRow>, 'version' | 'near' | 'why' | 'repeats'> & {
    version: Generated<number>;
    near: Json<ReadRow['near']>;
    why: Json<ReadRow['why']>;
    repeats: Generated<number>;
  };
  gates_picture: WithId<PictureRow>;
  gates_stay: WithId<StayRow>;
  gates_event: Omit<WithId<EventRow>, 'text'> & { text: Json<EventRow['text']> };
  gates_hour: HourRow;
}
