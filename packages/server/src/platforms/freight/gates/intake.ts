import { MINUTE_MS } from '@opentocc/core/time';
import type { CameraMessage, PlateRead } from '@opentocc/protocols/anpr';
import type { PreparedFile } from '../../../base/attachments/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import { gatesErrors } from './errors.ts';
import type { NewPicture, NewRead } from './read-store.ts';
import type { Camera } from './register.ts';
import type { GateStore } from './store.ts';

/** A camera's clock may be away: a time further off than this is not believed, and the time of receipt stands. */
const CLOCK_OFF_MS = 10 * MINUTE_MS;
/** A truck that stands before a camera is read again and again: within this time it is the same read. */
const SAME_MS = 15_000;
/** Reads of one camera in a minute. Assumed: a lane passes a truck each 5 s at most, three times that in bursts. */
const MOST_A_MINUTE = 60;
const REMEMBERED = 300;

export interface IntakeDeps {
  readonly store: Pick<GateStore, 'transaction' | 'findByEvent' | 'addRepeats'>;
  readonly clock: Clock;
  /** Looks at a picture and cleans it. @throws what it is no picture by */
  readonly prepare: (name: string, content: Uint8Array) => Promise<PreparedFile>;
  readonly onError: (error: unknown) => void;
}

/** What became of a read: a new row, or one that is there already. */
export interface Taken {
  readonly id: number;
  readonly isNew: boolean;
}

/** From a camera's read to a durable row. What is sent again, for whatever reason, is answered and adds no row. */
export function createCameraIntake({ store, clock, prepare, onError }: IntakeDeps) {
  const recent = new Map<string, RecentReads>();
  const heard = new Map<string, number>();
  const repeats = new Map<number, number>();

  const recentOf = (code: string): RecentReads => {
    const known = recent.get(code) ?? { events: new Map(), last: null, times: [] };
    recent.set(code, known);
    return known;
  };
  const repeated = (id: number): Taken => {
    repeats.set(id, (repeats.get(id) ?? 0) + 1);
    return { id, isNew: false };
  };

  async function picturesOf(read: PlateRead, at_ms: number): Promise<NewPicture[]> {
    const all = await Promise.all(
      read.pictures.slice(0, 3).map(async ({ kind, content }) => {
        try {
          const { media, content: cleaned } = await prepare(`${kind}.jpg`, content);
          return { kind, media, at_ms, content: cleaned };
        } catch (error) {
          // A picture that cannot be read takes nothing from the plate.
          onError(error);
          return null;
        }
      }),
    );
    return all.filter((one) => one !== null);
  }

  /** The row of a read that was taken before: sent again, or of a truck that still stands there. */
  function findRepeated(known: RecentReads, read: PlateRead, now_ms: number): number | undefined {
    const before = known.events.get(read.event);
    if (before !== undefined) return before;
    const { last } = known;
    const stands = last !== null && read.plate !== null && last.plate === read.plate;
    if (!stands || now_ms - last.at_ms >= SAME_MS) return undefined;
    last.at_ms = now_ms;
    return last.id;
  }

  /** @throws AppError when the camera sends more than any lane could bring */
  function pace(known: RecentReads, now_ms: number): void {
    known.times = known.times.filter((at_ms) => now_ms - at_ms < MINUTE_MS);
    if (known.times.length >= MOST_A_MINUTE) throw gatesErrors.camera_busy();
    known.times.push(now_ms);
  }

  async function take(camera: Camera, read: PlateRead): Promise<Taken> {
    const [now_ms, known] = [clock.now(), recentOf(camera.code)];
    const before = findRepeated(known, read, now_ms);
    if (before !== undefined) return repeated(before);
    pace(known, now_ms);
    const row = rowOf(camera, read, now_ms);
    const pictures = await picturesOf(read, row.at_ms);
    const made = await store.transaction((of) => of.addRead(row, pictures));
    const id = made ?? (await store.findByEvent(camera.gate, camera.code, read.event))?.id ?? 0;
    known.events.set(read.event, id);
    if (known.events.size > REMEMBERED) known.events.delete(known.events.keys().next().value ?? '');
    if (made === undefined) return repeated(id);
    known.last = { id, plate: read.plate, at_ms: now_ms };
    return { id, isNew: true };
  }

  return {
    /** @returns what became of its read; null where it brought none */
    async receive(camera: Camera, message: CameraMessage): Promise<Taken | null> {
      heard.set(camera.code, clock.now());
      return message.kind === 'read' ? take(camera, message.read) : null;
    },
    heardAt: (camera: string): number | null => heard.get(camera) ?? null,
    /** Writes down how often reads were repeated. */
    async flush(): Promise<void> {
      const counted = new Map(repeats);
      repeats.clear();
      await store.addRepeats(counted);
    },
  };
}

export type CameraIntake = ReturnType<typeof createCameraIntake>;

interface RecentReads {
  /** Event of the camera → id of its row. */
  readonly events: Map<string, number>;
  last: { readonly id: number; readonly plate: string | null; at_ms: number } | null;
  times: number[];
}

function rowOf(camera: Camera, read: PlateRead, now_ms: number): NewRead {
  const isTimely = read.at_ms !== null && Math.abs(read.at_ms - now_ms) < CLOCK_OFF_MS;
  return {
    ...{ gate: camera.gate, camera: camera.code, event: read.event, received_ms: now_ms },
    at_ms: isTimely ? (read.at_ms ?? now_ms) : now_ms,
    direction: directionOf(camera, read.heading),
    ...{ plate: read.plate, original: read.original, corrected: null, matched: null, near: [] },
    ...{ confidence_pct: read.confidence_pct, state: 'new', why: { zh: '', en: '' } },
    ...{ trip: null, permit: null, decided_by: null, decided_ms: null },
  };
}

/** A camera says how the vehicle drives as it sees it; which way that is at the gate is registered with it. */
function directionOf({ towards }: Camera, heading: PlateRead['heading']): 'in' | 'out' {
  const away = towards === 'in' ? 'out' : 'in';
  return heading === 'away' ? away : towards;
}
