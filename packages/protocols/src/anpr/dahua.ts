import { bytesAt, isObject, type JsonObject, numberAt, objectAt, readJson, textAt } from './json-fields.ts';
import { type CameraMessage, identifierOf, type PlateRead, plateOf, type ReadPicture } from './plate-read.ts';

/** How far the clocks of cameras stand from UTC where they give a local time, ms: China's. */
const CHINA_MS = 8 * 3600_000;

/**
 * `POST /NotificationInfo/TollgateInfo` of Dahua's ITSAPI: `Picture` with `Plate`, `SnapInfo` and pictures in base64.
 * @throws CameraFault
 */
export function readDahua(body: Uint8Array): CameraMessage {
  const message = readJson(body);
  if (Object.hasOwn(message, 'Active'))
    return { kind: 'heartbeat', device: identifierOf(textAt(message, 'DeviceID')) };
  if (Array.isArray(objectAt(message, 'params').eventList)) return readNotification(message);
  const picture = objectAt(message, 'Picture');
  const [plate, snap] = [objectAt(picture, 'Plate'), objectAt(picture, 'SnapInfo')];
  if (Object.keys(snap).length === 0)
    return { kind: 'other', says: Object.keys(message).slice(0, 5).join(' ') };
  const device = identifierOf(textAt(snap, 'DeviceID') || textAt(message, 'DeviceID'));
  const written = plate.IsExist === false ? null : plateOf(textAt(plate, 'PlateNumber'));
  const at = textAt(snap, 'AccurateTime') || textAt(snap, 'SnapTime');
  return {
    kind: 'read',
    read: {
      ...{ maker: 'dahua', device, plate: written, original: written },
      event: eventOf(snap, device, at, written),
      confidence_pct: confidenceOf(numberAt(plate, 'Confidence')),
      at_ms: localTimeOf(at),
      heading: HEADINGS[textAt(snap, 'Direction')] ?? null,
      lane: numberAt(snap, 'LanNo') ?? numberAt(snap, 'LaneNo'),
      colour: colourOf(textAt(plate, 'PlateColor')),
      pictures: picturesOf(picture),
    },
  };
}

/** A camera goes on sending for ever until it is answered so. The case of the member differs between editions: both. */
export const DAHUA_TAKEN = { Result: true, result: true } as const;
export const dahuaKeepAlive = (device: string) => ({ ...DAHUA_TAKEN, Active: true, DeviceID: device });

/** The `TrafficJunction` event of `client.notifyEventStream`, which older cameras send. */
function readNotification(message: JsonObject): CameraMessage {
  const events = (objectAt(message, 'params').eventList as readonly unknown[]).filter(isObject);
  const event = events.find((one) => textAt(one, 'Code') === 'TrafficJunction');
  if (!event) return { kind: 'other', says: identifierOf(textAt(events[0] ?? {}, 'Code')) };
  const data = objectAt(event, 'Data');
  const car = objectAt(data, 'TrafficCar');
  const device = identifierOf(textAt(car, 'MachineName') || textAt(data, 'Name'));
  const seen = [car, objectAt(data, 'Object'), objectAt(data, 'NonMotor', 'Plate')];
  const plate = plateOf(
    textAt(car, 'PlateNumber') || seen.map((one) => textAt(one, 'Text')).find(Boolean) || '',
  );
  const utc_s = numberAt(data, 'RealUTC');
  const read: PlateRead = {
    ...{ maker: 'dahua', device, plate, original: plate, pictures: [] },
    event: identifierOf(`${device} ${textAt(data, 'GroupID')} ${textAt(data, 'EventID')} ${utc_s ?? ''}`),
    confidence_pct: confidenceOf(numberAt(objectAt(data, 'Object'), 'Confidence')),
    at_ms:
      utc_s === null
        ? localTimeOf(textAt(data, 'LocaleTime'))
        : utc_s * 1000 + (numberAt(data, 'UTCMS') ?? 0),
    heading: HEADINGS[textAt(data, 'JunctionDirection')] ?? null,
    lane: numberAt(data, 'Lane'),
    colour: colourOf(textAt(car, 'PlateColor')),
  };
  return { kind: 'read', read };
}

const HEADINGS: Readonly<Record<string, 'towards' | 'away'>> = { Obverse: 'towards', Reverse: 'away' };

function eventOf(snap: JsonObject, device: string, at: string, plate: string | null): string {
  const given = textAt(snap, 'UUID') || textAt(snap, 'EventID');
  return identifierOf(
    given === '' ? `${device} ${at} ${textAt(snap, 'LanNo')} ${plate ?? ''}` : `${device} ${given}`,
  );
}

function picturesOf(picture: JsonObject): ReadPicture[] {
  const named = [
    ['scene', 'NormalPic'],
    ['plate', 'CutoutPic'],
  ] as const;
  return named.flatMap(([kind, name]) => {
    const content = bytesAt(objectAt(picture, name), 'Content');
    return content ? [{ kind, content }] : [];
  });
}

/** Of 255 in ITSAPI; editions that count to 100 are below that anyway. */
function confidenceOf(value: number | null): number | null {
  if (value === null || value < 0 || value > 255) return null;
  return value > 100 ? Math.round((100 * value) / 255) : value;
}

/** A local time of China, "2024-01-30 14:34:55" with or without thousandths. */
function localTimeOf(text: string): number | null {
  const found = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,3})?)$/.exec(text.trim());
  const at_ms = found ? Date.parse(`${found[1]}T${found[2]}Z`) - CHINA_MS : Number.NaN;
  return Number.isNaN(at_ms) ? null : at_ms;
}

const colourOf = (text: string): string | null =>
  text === '' || text === 'Unknown' ? null : identifierOf(text);
