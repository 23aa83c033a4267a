import type { Bilingual, SignalLevel, WeatherArea } from '@opentocc/contract';
import {
  type CapAlert,
  type CapInfo,
  type NationalWarning,
  readCap,
  readNational,
} from '@opentocc/protocols/cap';
import { findingText } from './finding-words.ts';
import { signalIn } from './signals.ts';

/** A warning as it came, whichever form it had. */
export interface Incoming {
  readonly sender: string;
  readonly identifier: string;
  readonly type: 'Alert' | 'Update' | 'Cancel';
  /** Identifiers of what it is about. */
  readonly references: readonly string[];
  readonly exercise: boolean;
  readonly kind: string;
  readonly level: SignalLevel | null;
  readonly title: string;
  readonly text: string;
  readonly area: WeatherArea;
  readonly issued_ms: number;
  readonly expires_ms: number | null;
  readonly findings: readonly string[];
}

export interface Read {
  readonly incoming: readonly Incoming[];
  readonly findings: readonly string[];
  /** Why nothing can be used; null where something can. */
  readonly refusal: Bilingual | null;
}

const NATIONAL_SENDER = '12379.cn';

/** @param districts codes of the districts of this city */
export function readCapMessage(bytes: Uint8Array, districts: readonly string[]): Read {
  const { alerts, findings } = readCap(bytes);
  const said = findings.map(({ code, path, line }) => `${code} ${path} (${line})`);
  const usable = alerts.filter(
    ({ identifier, sender, sent_ms, status }) =>
      identifier !== '' &&
      sender !== '' &&
      sent_ms !== null &&
      (status === 'Actual' || status === 'Exercise'),
  );
  const incoming = usable.flatMap((alert) => incomingOf(alert, districts, said) ?? []);
  const grave = findings.find((finding) => finding.grave);
  // A file that is cut off is refused whole: what was lost might be the cancel.
  if (grave) return { incoming, findings: said, refusal: findingText(grave.code, grave.found || grave.path) };
  return { incoming, findings: said, refusal: incoming.length === 0 ? findingText('no_alert') : null };
}

function incomingOf(
  alert: CapAlert,
  districts: readonly string[],
  findings: readonly string[],
): Incoming | null {
  const { msg_type, sent_ms } = alert;
  if (msg_type === 'Ack' || msg_type === 'Error' || sent_ms === null) return null;
  const info = infoOf(alert);
  const texts = [
    info?.headline ?? '',
    info?.event ?? '',
    ...(info?.parameters ?? []).map(({ value }) => value),
  ];
  return {
    ...{ sender: alert.sender, identifier: alert.identifier, type: msg_type, findings },
    references: alert.references.map(({ identifier }) => identifier),
    exercise: alert.status === 'Exercise',
    kind: info?.event ?? '',
    level: info ? signalIn(texts, info.severity) : null,
    title: info?.headline || info?.event || alert.note || alert.identifier,
    text: [info?.description, info?.instruction].filter(Boolean).join('\n'),
    area: areaOf(info, districts),
    issued_ms: info?.onset_ms ?? info?.effective_ms ?? sent_ms,
    expires_ms: info?.expires_ms ?? null,
  };
}

/** The part in Chinese where there are several. */
const infoOf = ({ infos }: CapAlert): CapInfo | undefined =>
  infos.find(({ language }) => /^zh/i.test(language)) ?? infos[0];

function areaOf(info: CapInfo | undefined, districts: readonly string[]): WeatherArea {
  const areas = info?.areas ?? [];
  const description = areas.map((area) => area.description).join('、');
  const codes = areas.flatMap(({ geocodes }) => geocodes.map(({ value }) => value.slice(0, 6)));
  return {
    description,
    districts: districts.filter((code) => codes.includes(code)),
    streets: description.split(/[、，,;；\s]+/).filter((part) => /街道$/.test(part)),
    polygons: areas.flatMap(({ polygons }) =>
      polygons.map((ring) => ring.map(([lon, lat]): [number, number] => [lon, lat])),
    ),
  };
}

export function readNationalMessage(text: string, districts: readonly string[]): Read {
  const json = parsed(text);
  if (json === undefined) return { incoming: [], findings: [], refusal: findingText('not_json') };
  const { warning, findings } = readNational(json);
  const said = findings.map(({ code, found }) => `${code} ${found}`);
  if (!warning?.issued_ms) {
    const { code, found } = findings[0] ?? { code: 'bad_time', found: '' };
    return { incoming: [], findings: said, refusal: findingText(code, found) };
  }
  return {
    incoming: [nationalOf(warning, warning.issued_ms, districts, said)],
    findings: said,
    refusal: null,
  };
}

function nationalOf(
  warning: NationalWarning,
  issued_ms: number,
  districts: readonly string[],
  findings: readonly string[],
): Incoming {
  const { identifier, msg_type: type, references, kind, level, title, polygons, relieved_ms } = warning;
  const code = identifier.slice(0, 6);
  return {
    ...{ sender: NATIONAL_SENDER, identifier, type, exercise: false, kind, level, title, text: '', findings },
    references: references === null ? [] : [references],
    area: {
      description: [warning.province, warning.city, warning.station].filter(Boolean).join(''),
      districts: districts.filter((one) => one === code || `${one.slice(0, 4)}00` === code),
      streets: [],
      polygons: polygons.map((ring) => ring.map(([lon, lat]): [number, number] => [lon, lat])),
    },
    ...{ issued_ms, expires_ms: relieved_ms },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
