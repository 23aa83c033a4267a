import { degreesOf, figuresOf, isDecimal, isPlace, timeOfFigures } from './figures.ts';
import { type LockDecoded, NOTHING_SAID } from './model.ts';

const HEAD_WORDS = 6;
const BODY_BYTES = 40;
const COMMA = 0x2c;
const KNOT_KMH = 1.852;

/**
 * A sensor beside a lock, which passes its report on: `(id,index,…,WLNET,5,2,` and then bytes. Measured here from frames: position
 * 17, time of the sensor 6, its number 5, signal 1, voltage 2 (0.01 V), battery 1, then temperature 2 (0.1 °C, two's complement)
 * and humidity 1 behind two bytes of the maker.
 */
export function decodeSensor(bytes: Uint8Array): LockDecoded {
  let [at, commas] = [1, 0];
  while (at < bytes.length && commas < HEAD_WORDS) if (bytes[at++] === COMMA) commas++;
  const words = new TextDecoder('latin1').decode(bytes.subarray(1, Math.max(1, at - 1))).split(',');
  const body = bytes.slice(at, -1);
  if (words.length !== HEAD_WORDS || words[3] !== 'WLNET' || !/^\d{6,15}$/.test(words[0]))
    return { ok: false, fault: 'not_a_message' };
  if (body.length !== BODY_BYTES) return { ok: false, fault: 'bad_length' };
  const figures = figuresOf(body);
  const [lat, lon, sensor] = [figures.slice(12, 20), figures.slice(20, 29), figures.slice(46, 56)];
  if (![lat, lon, sensor].every(isDecimal)) return { ok: false, fault: 'bad_figures' };
  const at_ms = timeOfFigures(figures.slice(34, 46));
  if (Number.isNaN(at_ms)) return { ok: false, fault: 'bad_time' };
  const flags = Number.parseInt(figures[29], 16);
  const place = {
    lon: degreesOf(lon) * (flags & 4 ? 1 : -1),
    lat: degreesOf(lat) * (flags & 2 ? 1 : -1),
    speed_kmh: body[15] * KNOT_KMH,
    course_deg: body[16] * 2,
  };
  const view = new DataView(body.buffer);
  const report = {
    ...{ ...NOTHING_SAID, at_ms, sensor, place: flags & 1 && isPlace(place.lon, place.lat) ? place : null },
    battery_v: view.getUint16(29) / 100,
    temperature_c: view.getInt16(34) / 10,
    humidity_pct: body[36],
  };
  return {
    ok: true,
    message: {
      ...{ protocol: 'jt701', device: words[0], kind: 'WLNET', reports: [report] },
      parts: { form: 'sensor', words, bytes: body },
    },
  };
}
