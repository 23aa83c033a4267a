/** A warning as the national publishing system's pages carry it (`alerts/cn-warnings`): texts throughout, numbers too. */
export interface NationalWarning {
  readonly identifier: string;
  readonly msg_type: 'Alert' | 'Update' | 'Cancel';
  /** The warning before this one; null where it is the first, or names itself. */
  readonly references: string | null;
  readonly title: string;
  readonly province: string;
  readonly city: string;
  readonly station: string;
  /** 雷电, 暴雨, 台风 … */
  readonly kind: string;
  readonly kind_code: string;
  readonly level: 'blue' | 'yellow' | 'orange' | 'red' | null;
  readonly issued_ms: number | null;
  /** When it is to be lifted; null where it does not say. */
  readonly relieved_ms: number | null;
  readonly point: readonly [lon: number, lat: number] | null;
  /** Rings of lon, lat. */
  readonly polygons: readonly (readonly (readonly [number, number])[])[];
}

export interface NationalFinding {
  readonly code:
    | 'no_identifier'
    | 'self_reference'
    | 'bad_time'
    | 'unknown_level'
    | 'unknown_type'
    | 'bad_polygon';
  readonly found: string;
}

export interface NationalReading {
  /** Null where it is no such warning. */
  readonly warning: NationalWarning | null;
  readonly findings: readonly NationalFinding[];
}

const LEVELS = { 蓝色: 'blue', 黄色: 'yellow', 橙色: 'orange', 红色: 'red' } as const;
const BY_CODE = { '01': 'blue', '02': 'yellow', '03': 'orange', '04': 'red' } as const;
const OFFSET = '+08:00';

/** @param json a `detail`, or a page with `list_row` (place and polygon) beside it. It never throws. */
export function readNational(json: unknown): NationalReading {
  const findings: NationalFinding[] = [];
  const note = (code: NationalFinding['code'], found: unknown) =>
    findings.push({ code, found: String(found).slice(0, 80) });
  const page = recordOf(json);
  const detail = page.detail === undefined ? page : recordOf(page.detail);
  const textOf = (name: string) => (typeof detail[name] === 'string' ? detail[name].trim() : '');
  const identifier = textOf('identifier');
  if (!/^\d{6,20}_\d{14}$/.test(identifier)) {
    note('no_identifier', identifier);
    return { warning: null, findings };
  }
  const time = (name: string): number | null => {
    const text = textOf(name);
    if (text === '') return null;
    const at_ms = Date.parse(`${text.replace(' ', 'T')}${OFFSET}`);
    if (!Number.isNaN(at_ms)) return at_ms;
    note('bad_time', text);
    return null;
  };
  const before = textOf('references').split(',').at(-1) ?? '';
  if (before === identifier) note('self_reference', before);
  const type = textOf('msgType');
  const msg_type = (['Alert', 'Update', 'Cancel'] as const).find((known) => known === type);
  if (!msg_type) note('unknown_type', type);
  const level = levelOf(textOf('SIGNALLEVEL'), textOf('LEVELCODE'));
  if (!level) note('unknown_level', textOf('SIGNALLEVEL'));
  const row = Array.isArray(page.list_row) ? page.list_row : [];
  const polygons = polygonsOf(recordOf(row.at(-1)).coordinates, () => note('bad_polygon', 'coordinates'));
  const [lon, lat] = [Number(row[2]), Number(row[3])];
  return {
    warning: {
      ...{ identifier, level, polygons, msg_type: msg_type ?? 'Alert' },
      references: before === '' || before === identifier ? null : before,
      ...{ title: textOf('head'), province: textOf('PROVINCE'), city: textOf('CITY') },
      ...{ station: textOf('STATIONNAME'), kind: textOf('SIGNALTYPE'), kind_code: textOf('TYPECODE') },
      issued_ms: time('ISSUETIME'),
      relieved_ms: time('RELIEVETIME'),
      point: row.length > 3 && Number.isFinite(lon) && Number.isFinite(lat) ? [lon, lat] : null,
    },
    findings,
  };
}

function levelOf(word: string, code: string): NationalWarning['level'] {
  const named = (LEVELS as Record<string, NationalWarning['level']>)[word];
  return named ?? (BY_CODE as Record<string, NationalWarning['level']>)[code] ?? null;
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

/** Rings, or polygons of rings; what is no place is left out. */
function polygonsOf(value: unknown, bad: () => void): [number, number][][] {
  if (!Array.isArray(value)) return [];
  const isPoint = (point: unknown): point is [number, number] =>
    Array.isArray(point) && point.length >= 2 && point.every((one) => Number.isFinite(Number(one)));
  return value.flatMap((part: unknown) => {
    if (!Array.isArray(part)) return [];
    const points = part.filter(isPoint).map(([lon, lat]): [number, number] => [Number(lon), Number(lat)]);
    if (points.length < part.length && points.length > 0) bad();
    if (points.length === 0) return polygonsOf(part, bad);
    return [points];
  });
}
