import { readXmlTree, type XmlElement } from '../xml/index.ts';
import { type Part, readParts } from './multipart.ts';
import { CameraFault, type CameraMessage, identifierOf, plateOf, type ReadPicture } from './plate-read.ts';

/**
 * A notification of Hikvision's ISAPI: an XML `EventNotificationAlert`, alone or as the first part of a multipart body
 * with its pictures behind it. An alert stream sends the same parts without an end; its heartbeats are events that are
 * not active.
 * @param boundary of the content type; null for XML alone
 * @throws CameraFault
 */
export function readHikvision(body: Uint8Array, boundary: string | null): CameraMessage {
  if (boundary === null) return readAlert(body, []);
  const parts = readParts(body, boundary);
  const xml = parts.find(isXml);
  if (!xml) throw new CameraFault('a multipart body without an XML part');
  return readAlert(xml.content, parts.filter(isPicture).map(pictureOf));
}

const isXml = ({ media, name, file, content }: Part) =>
  /xml/.test(media) || /\.xml$/i.test(name) || /\.xml$/i.test(file) || (media === '' && content[0] === 60);
const isPicture = ({ media, content }: Part) => media.startsWith('image/') && content.length > 0;

const pictureOf = ({ name, file, content }: Part): ReadPicture => ({
  kind: /licen[cs]eplate/i.test(`${name} ${file}`) ? 'plate' : 'scene',
  content,
});

/** @param pictures those that came with it. @throws CameraFault */
export function readAlert(xml: Uint8Array, pictures: readonly ReadPicture[]): CameraMessage {
  const { root } = readXmlTree(textOf(xml));
  if (root?.name !== 'EventNotificationAlert') throw new CameraFault('no EventNotificationAlert');
  const of = fieldsOf(root);
  const device = identifierOf(of('deviceID') || of('macAddress') || of('ipAddress'));
  const anpr = root.children.find(({ name }) => name === 'ANPR');
  if (!anpr || of('eventType').toUpperCase() !== 'ANPR')
    return of('eventState') === 'inactive'
      ? { kind: 'heartbeat', device }
      : { kind: 'other', says: identifierOf(of('eventType')) };
  const by = fieldsOf(anpr);
  const plate = plateOf(by('licensePlate'));
  const at = of('dateTime');
  const at_ms = timeOf(at);
  return {
    kind: 'read',
    read: {
      ...{ maker: 'hikvision', device, plate, at_ms, pictures },
      event: identifierOf(of('UUID')) || identifierOf(`${device} ${at} ${plate ?? ''}`),
      original: by('originalLicensePlate') === '' ? plate : plateOf(by('originalLicensePlate')),
      confidence_pct: percentOf(by('confidenceLevel')),
      heading: HEADINGS[by('direction')] ?? null,
      lane: integerOf(by('line')),
      colour: colourOf(by('plateColor')),
    },
  };
}

const HEADINGS: Readonly<Record<string, 'towards' | 'away'>> = { forward: 'towards', reverse: 'away' };

const fieldsOf =
  ({ children }: XmlElement) =>
  (wanted: string): string =>
    children.find(({ name }) => name === wanted)?.text ?? '';

/** Cameras of the mainland declare GB2312 now and then and write plates in it. */
function textOf(xml: Uint8Array): string {
  const declared = /encoding\s*=\s*["']([\w-]+)["']/.exec(
    new TextDecoder('latin1').decode(xml.subarray(0, 120)),
  )?.[1];
  const encoding = declared && /^gb/i.test(declared) ? 'gb18030' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(xml);
  } catch {
    throw new CameraFault(`no text in ${encoding}`);
  }
}

/** Null for a time without an offset: nobody knows where that clock stands. */
function timeOf(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return null;
  const at_ms = Date.parse(text);
  return Number.isNaN(at_ms) ? null : at_ms;
}

function percentOf(text: string): number | null {
  const value = text === '' ? Number.NaN : Number(text);
  return value >= 0 && value <= 100 ? value : null;
}

const integerOf = (text: string): number | null => (/^\d{1,3}$/.test(text) ? Number(text) : null);
const colourOf = (text: string): string | null =>
  text === '' || text === 'unknown' ? null : identifierOf(text);
