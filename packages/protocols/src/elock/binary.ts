import {
  bytesOfFigures,
  degreesOf,
  figuresOf,
  figuresOfTime,
  isDecimal,
  isPlace,
  timeOfFigures,
} from './figures.ts';
import {
  type BinaryFrame,
  type BinaryPosition,
  type LockAlarm,
  type LockDecoded,
  type LockFault,
  type LockReport,
  NOTHING_SAID,
} from './model.ts';

const DOLLAR = 0x24;
/** Time 6, latitude 4, longitude and flags 5, speed 1, course 1. */
const COMMON_BYTES = 17;
/** Behind it: odometer 4, satellites 1, vehicle 4, status 2, battery 1, cell 5; what follows is the maker's. */
const LONG_BYTES = 17;
/** What stands behind a position of the short form, by the high nibble of its type. */
const SHORT_BYTES: Readonly<Record<number, number>> = { 1: 10, 2: 10, 3: 10 };
const KNOT_KMH = 1.852;

/** Status of the long form, by bit. Of the maker's document; 8, 9, 10 and 12 are assumed: no frame at hand has them. */
const ALARM_BITS: readonly (readonly [bit: number, alarm: LockAlarm])[] = [
  [3, 'rope_cut'],
  [4, 'vibration'],
  [8, 'long_unlocked'],
  [9, 'wrong_password'],
  [10, 'illegal_card'],
  [11, 'low_battery'],
  [12, 'cover_opened'],
  [14, 'motor_stuck'],
];
const ROPE_IN = 1 << 6;
const LOCKED = 1 << 7;
const CHARGING = 0xff;

const isLong = (id: string): boolean => id.charCodeAt(0) - 48 >= 7;

/** Reads `$`, id, type, length, positions, index; the form that begins with 7, 8 or 9 has a version and more of each. */
export function decodeBinary(bytes: Uint8Array): LockDecoded {
  if (bytes.length < 10 || bytes[0] !== DOLLAR) return { ok: false, fault: 'too_short' };
  const id = figuresOf(bytes.subarray(1, 6));
  if (!isDecimal(id)) return { ok: false, fault: 'bad_figures' };
  const head = isLong(id) ? 10 : 9;
  const type = bytes[head - 3];
  const length = (bytes[head - 2] << 8) | bytes[head - 1];
  // The long form counts its index, the short one does not.
  if (head + length + (isLong(id) ? 0 : 1) !== bytes.length) return { ok: false, fault: 'bad_length' };
  const positions = readPositions(bytes.subarray(head, bytes.length - 1), isLong(id), type);
  if (typeof positions === 'string') return { ok: false, fault: positions };
  const version = isLong(id) ? bytes[6] : null;
  const frame = { id, protocol_version: version, type, positions, index: bytes[bytes.length - 1] };
  const reports = positions.map((position) => reportOf(position, isLong(id)));
  return {
    ok: true,
    message: {
      ...{ protocol: 'jt701', device: id, kind: 'positions', reports },
      parts: { form: 'binary', frame },
    },
  };
}

/** A long body is one position with what the maker puts behind it; a short one is as many as fit. */
function readPositions(body: Uint8Array, long: boolean, type: number): BinaryPosition[] | LockFault {
  const size = long ? body.length : COMMON_BYTES + (SHORT_BYTES[type >> 4] ?? 0);
  if (size === COMMON_BYTES) return 'unknown_kind';
  if (long ? size < COMMON_BYTES + LONG_BYTES : body.length === 0 || body.length % size !== 0)
    return 'bad_length';
  const positions: BinaryPosition[] = [];
  for (let at = 0; at < body.length; at += size) {
    const position = readPosition(body.subarray(at, at + size));
    if (typeof position === 'string') return position;
    positions.push(position);
  }
  return positions;
}

/** @throws RangeError for figures that do not fit */
export function encodeBinary({ id, protocol_version, type, positions, index }: BinaryFrame): Uint8Array {
  if (!/^\d{10}$/.test(id) || isLong(id) !== (protocol_version !== null))
    throw new RangeError(`an id of ten figures, with a version from 7 on: ${id}`);
  const body = positions.flatMap((position) => [...writePosition(position)]);
  const length = body.length + (protocol_version === null ? 0 : 1);
  const version = protocol_version === null ? [] : [protocol_version];
  return Uint8Array.from([
    ...[DOLLAR, ...bytesOfFigures(id), ...version, type, length >> 8, length & 0xff],
    ...[...body, index],
  ]);
}

function readPosition(bytes: Uint8Array): BinaryPosition | 'bad_figures' | 'bad_time' {
  const common = figuresOf(bytes.subarray(0, 15));
  const [time, lat, lon] = [common.slice(0, 12), common.slice(12, 20), common.slice(20, 29)];
  if (![lat, lon].every(isDecimal)) return 'bad_figures';
  const at_ms = timeOfFigures(time);
  if (Number.isNaN(at_ms)) return 'bad_time';
  return {
    ...{ at_ms, lat, lon, flags: Number.parseInt(common[29], 16), speed: bytes[15], course: bytes[16] },
    rest: bytes.slice(COMMON_BYTES),
  };
}

function writePosition({ at_ms, lat, lon, flags, speed, course, rest }: BinaryPosition): Uint8Array {
  const figures = `${figuresOfTime(at_ms)}${lat}${lon}${flags.toString(16)}`;
  if (figures.length !== 30) throw new RangeError(`a position of 15 bytes: ${figures}`);
  return Uint8Array.from([...bytesOfFigures(figures), speed, course, ...rest]);
}

/** BCD; some locks put 0x1a where 20 is meant. */
const knotsOf = (byte: number): number => (byte >> 4) * 10 + (byte & 0xf);

function reportOf(
  { at_ms, lat, lon, flags, speed, course, rest }: BinaryPosition,
  long: boolean,
): LockReport {
  const at = [degreesOf(lon) * (flags & 4 ? 1 : -1), degreesOf(lat) * (flags & 2 ? 1 : -1)];
  const place =
    (flags & 1) !== 0 && isPlace(at[0], at[1])
      ? { lon: at[0], lat: at[1], speed_kmh: knotsOf(speed) * KNOT_KMH, course_deg: course * 2 }
      : null;
  const report = { ...NOTHING_SAID, at_ms, place };
  if (!long) return report;
  const status = (rest[9] << 8) | rest[10];
  const battery = rest[11];
  return {
    ...report,
    sealed: (status & LOCKED) !== 0 && (status & ROPE_IN) !== 0,
    alarms: ALARM_BITS.filter(([bit]) => (status & (1 << bit)) !== 0).map(([, alarm]) => alarm),
    battery_pct: battery === CHARGING ? null : battery,
  };
}
