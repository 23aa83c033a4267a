import {
  CAP_NAMESPACE,
  type CapAlert,
  type CapArea,
  type CapInfo,
  type CapReference,
  type CapValue,
} from './model.ts';

/** What cannot be written as CAP 1.2 has it. */
export class CapFault extends Error {
  constructor(readonly code: 'no_references' | 'no_time' | 'bad_name' | 'no_category') {
    super(`CAP: ${code}`);
    this.name = 'CapFault';
  }
}

const OFFSET_MS = 8 * 3_600_000;
const LETTERS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Writes an alert strictly as CAP 1.2: valid by its schema, times with an offset and never `Z`.
 * @throws CapFault where an update or a cancel refers to nothing, or a name holds what references are cut at
 */
export function writeCap(alert: CapAlert): string {
  const { identifier, sender, sent_ms, msg_type, references } = alert;
  if (sent_ms === null) throw new CapFault('no_time');
  if ([identifier, sender].some((name) => name === '' || /[\s,<&]/.test(name)))
    throw new CapFault('bad_name');
  if (references.length === 0 && (msg_type === 'Update' || msg_type === 'Cancel'))
    throw new CapFault('no_references');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<alert xmlns="${CAP_NAMESPACE}">`,
    ...[tag('identifier', identifier), tag('sender', sender), tag('sent', capTime(sent_ms))],
    ...[tag('status', alert.status), tag('msgType', msg_type), tag('scope', alert.scope)],
    ...[optional('note', alert.note), optional('references', references.map(referenceText).join(' '))],
    optional('incidents', alert.incidents),
    ...alert.infos.map(infoText),
    '</alert>',
    '',
  ]
    .filter((line, i, all) => line !== '' || i === all.length - 1)
    .join('\n');
}

/** 2026-11-27T08:00:00+08:00, in the time of China. */
export function capTime(at_ms: number): string {
  return `${new Date(at_ms + OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

function referenceText({ sender, identifier, sent_ms }: CapReference): string {
  if (sent_ms === null) throw new CapFault('no_time');
  return `${sender},${identifier},${capTime(sent_ms)}`;
}

function infoText(info: CapInfo): string {
  if (info.categories.length === 0) throw new CapFault('no_category');
  const time = (name: string, at_ms: number | null) => (at_ms === null ? '' : tag(name, capTime(at_ms)));
  const lines = [
    tag('language', info.language),
    ...info.categories.map((category) => tag('category', category)),
    tag('event', info.event),
    ...info.response_types.map((type) => tag('responseType', type)),
    ...[tag('urgency', info.urgency), tag('severity', info.severity), tag('certainty', info.certainty)],
    ...info.event_codes.map((code) => valueText('eventCode', code)),
    ...[time('effective', info.effective_ms), time('onset', info.onset_ms), time('expires', info.expires_ms)],
    ...[optional('senderName', info.sender_name), optional('headline', info.headline)],
    ...[optional('description', info.description), optional('instruction', info.instruction)],
    optional('web', info.web),
    ...info.parameters.map((parameter) => valueText('parameter', parameter)),
    ...info.areas.map(areaText),
  ];
  return `<info>\n${lines.filter((line) => line !== '').join('\n')}\n</info>`;
}

function areaText({ description, polygons, circles, geocodes }: CapArea): string {
  return [
    `<area>${tag('areaDesc', description)}`,
    ...polygons.map((ring) => tag('polygon', ring.map(([lon, lat]) => `${lat},${lon}`).join(' '))),
    ...circles.map(({ lon, lat, radius_km }) => tag('circle', `${lat},${lon} ${radius_km}`)),
    ...geocodes.map((code) => valueText('geocode', code)),
    '</area>',
  ].join('');
}

const valueText = (name: string, { name: valueName, value }: CapValue): string =>
  `<${name}>${tag('valueName', valueName)}${tag('value', value)}</${name}>`;
const tag = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;
const optional = (name: string, text: string): string => (text === '' ? '' : tag(name, text));

function escaped(text: string): string {
  const clean = [...text].filter(isXmlLetter).join('');
  return clean.replace(/[&<>"]/g, (letter) => LETTERS[letter] ?? letter);
}

/** Whether XML 1.0 can hold it: no control characters, no halves of a pair. */
function isXmlLetter(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
