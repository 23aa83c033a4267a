import { bytesAt, bytesOfBase64, numberAt, objectAt, readJson, textAt } from './json-fields.ts';
import { CameraFault, type CameraMessage, identifierOf, plateOf, type ReadPicture } from './plate-read.ts';

/**
 * What cameras of 臻识 (AlphaDigi) post: `AlarmInfoPlate` with a read, or `heartbeat`, whose reply is the other way by which
 * the gate is opened. By MQTT the plate is base64, as its letters need not be UTF-8 there.
 * @param way by which it came
 * @throws CameraFault
 */
export function readAlphadigi(body: Uint8Array, way: 'http' | 'mqtt' = 'http'): CameraMessage {
  const message = readJson(body);
  if (Object.hasOwn(message, 'heartbeat')) {
    const device = textAt(objectAt(message, 'heartbeat'), 'serialno') || textAt(message, 'serialno');
    return { kind: 'heartbeat', device: identifierOf(device) };
  }
  const alarm = objectAt(message, 'AlarmInfoPlate');
  const result = objectAt(alarm, 'result', 'PlateResult');
  if (Object.keys(result).length === 0)
    return { kind: 'other', says: identifierOf(Object.keys(message).slice(0, 5).join(' ')) };
  const device = identifierOf(textAt(alarm, 'serialno') || textAt(message, 'serialno'));
  const license = textAt(result, 'license');
  const plate = plateOf(way === 'mqtt' ? plainOf(license) : license);
  const time = objectAt(result, 'timeStamp', 'Timeval');
  const [s, us] = [numberAt(time, 'sec'), numberAt(time, 'usec') ?? 0];
  const id = textAt(result, 'plateid');
  const confidence = numberAt(result, 'confidence');
  return {
    kind: 'read',
    read: {
      ...{ maker: 'alphadigi', device, plate, original: plate },
      event: identifierOf(`${device} ${s ?? ''}.${us} ${id || (plate ?? '')}`),
      confidence_pct: confidence !== null && confidence >= 0 && confidence <= 100 ? confidence : null,
      at_ms: s === null || s <= 0 ? null : Math.round(s * 1000 + us / 1000),
      heading: HEADINGS[textAt(result, 'direction')] ?? null,
      lane: numberAt(alarm, 'channel'),
      colour: COLOURS[textAt(result, 'colorType')] ?? null,
      pictures: picturesOf(bytesAt(result, 'imageFile'), bytesAt(result, 'imageFragmentFile')),
    },
  };
}

/** The reply to a read; `ok` opens the gate at once. */
export const alphadigiReply = (opens: boolean) => ({
  Response_AlarmInfoPlate: {
    info: opens ? 'ok' : 'no',
    content: 'retransfer_stop',
    is_pay: 'true',
    serialData: [],
  },
});

/** The reply to a heartbeat, by which a gate is opened that was to wait for a person. */
export const alphadigiHeartbeat = (opens: boolean) => ({
  Response_Heartbeat: { info: opens ? 'ok' : 'no', shutoff: 'no', snapnow: 'no' },
});

/** 0 unknown; 3 and 4 as seen from the camera: down is towards it. */
const HEADINGS: Readonly<Record<string, 'towards' | 'away'>> = { '3': 'away', '4': 'towards' };
/** Colours of plates by the maker's numbers. */
const COLOURS: Readonly<Record<string, string>> = {
  ...{ '1': 'blue', '2': 'yellow', '3': 'white', '4': 'black', '5': 'green', '6': 'yellow-green' },
};

function picturesOf(scene: Uint8Array | null, plate: Uint8Array | null): ReadPicture[] {
  const pictures: ReadPicture[] = [];
  if (scene) pictures.push({ kind: 'scene', content: scene });
  if (plate) pictures.push({ kind: 'plate', content: plate });
  return pictures;
}

/** Letters of a plate in base64: UTF-8, or GBK where it is none. */
function plainOf(license: string): string {
  const bytes = bytesOfBase64(license);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The other encoding is tried.
    }
  }
  throw new CameraFault('a plate that is neither UTF-8 nor GBK');
}
