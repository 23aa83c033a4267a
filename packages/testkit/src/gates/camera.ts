import { createHash } from 'node:crypto';
import type { GateMoment } from './moments.ts';

/** Where a camera posts to, and what it signs in with. */
export interface CameraDoor {
  /** Base URL of the platform, without a slash at the end. */
  readonly url: string;
  readonly address: string;
  readonly user: string;
  readonly secret: string;
}

type Read = Pick<GateMoment, 'at_ms' | 'gate' | 'read' | 'confidence_pct'>;

const PATIENCE_MS = 10_000;

/**
 * Posts a read, or a heartbeat where there is none, as the camera of its maker does: with a digest once it was asked for
 * one. @returns the answer's JSON. @throws when it is not taken
 */
export async function postRead(
  door: CameraDoor,
  maker: Read['gate']['maker'],
  read: Read | null,
): Promise<unknown> {
  const { path, type, body } = messageOf(door, maker, read);
  const send = (authorization?: string) =>
    fetch(`${door.url}${path}`, {
      ...{ method: 'POST', body: new Uint8Array(body), signal: AbortSignal.timeout(PATIENCE_MS) },
      headers: { 'content-type': type, ...(authorization && { authorization }) },
    });
  const asked = await send();
  const answer = asked.status === 401 ? await send(digestOf(asked, door, path)) : asked;
  if (!answer.ok)
    throw new Error(`a camera was answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
  return answer.json();
}

function digestOf(asked: Response, { user, secret }: CameraDoor, path: string): string {
  const challenge = asked.headers.get('www-authenticate') ?? '';
  const of = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? '';
  const ha1 = md5(`${user}:${of('realm')}:${secret}`);
  const response = md5(`${ha1}:${of('nonce')}:00000001:0a4f113b:auth:${md5(`POST:${path}`)}`);
  return `Digest username="${user}", realm="${of('realm')}", nonce="${of('nonce')}", uri="${path}", qop=auth, nc=00000001, cnonce="0a4f113b", response="${response}"`;
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

interface Message {
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
}

function messageOf({ address, user }: CameraDoor, maker: Read['gate']['maker'], read: Read | null): Message {
  if (maker === 'hikvision') return hikvision(address, user, read);
  const value = maker === 'dahua' ? dahua(user, read) : alphadigi(user, read);
  const path = maker === 'dahua' && read === null ? '/NotificationInfo/KeepAlive' : address;
  return { path, type: 'application/json', body: Buffer.from(JSON.stringify(value)) };
}

function hikvision(path: string, device: string, read: Read | null): Message {
  const seen = read
    ? `<eventType>ANPR</eventType><eventState>active</eventState><ANPR><licensePlate>${read.read || 'unknown'}</licensePlate><line>1</line><direction>forward</direction><confidenceLevel>${read.confidence_pct}</confidenceLevel></ANPR><UUID>${device}-${read.at_ms}</UUID>`
    : '<eventType>videoloss</eventType><eventState>inactive</eventState>';
  const at = new Date((read?.at_ms ?? 0) + 8 * 3600_000).toISOString().slice(0, 23);
  const xml = `<?xml version="1.0" encoding="UTF-8"?><EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema"><deviceID>${device}</deviceID><dateTime>${at}+08:00</dateTime>${seen}</EventNotificationAlert>`;
  const body = `--MIME_boundary\r\nContent-Disposition: form-data; name="anpr.xml"; filename="anpr.xml"\r\nContent-Type: application/xml\r\n\r\n${xml}\r\n--MIME_boundary--\r\n`;
  return { path, type: 'multipart/form-data; boundary=MIME_boundary', body: Buffer.from(body) };
}

function dahua(device: string, read: Read | null): object {
  if (!read) return { Active: 'keepAlive', DeviceID: device };
  const at = new Date(read.at_ms + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ');
  return {
    Picture: {
      Plate: {
        ...{ IsExist: read.read !== '', PlateNumber: read.read },
        Confidence: Math.round((read.confidence_pct * 255) / 100),
      },
      SnapInfo: { DeviceID: device, SnapTime: at, Direction: 'Obverse', LanNo: 1 },
    },
  };
}

function alphadigi(device: string, read: Read | null): object {
  if (!read) return { heartbeat: { serialno: device } };
  const timeStamp = { Timeval: { sec: Math.floor(read.at_ms / 1000), usec: (read.at_ms % 1000) * 1000 } };
  return {
    AlarmInfoPlate: {
      ...{ channel: 0, deviceName: 'gate', serialno: device },
      result: {
        PlateResult: {
          license: read.read || '_无_',
          confidence: read.confidence_pct,
          direction: 4,
          timeStamp,
        },
      },
    },
  };
}
