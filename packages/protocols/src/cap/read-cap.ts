import { findAll, readXmlTree, type XmlElement } from '../xml/index.ts';
import { decodeText } from './decode-text.ts';
import {
  CAP_NAMESPACE,
  type CapAlert,
  type CapFeedEntry,
  type CapFinding,
  type CapInfo,
  type CapReading,
  type CapReference,
} from './model.ts';
import { readArea } from './read-area.ts';
import { instantOf, Reader } from './reader.ts';

const ATOM = 'http://www.w3.org/2005/Atom';
const MOST_ALERTS = 2_000;

/**
 * Reads CAP as it is found in the field: one alert or many in a file, in an Atom feed, with a wrong or old namespace, in
 * another encoding, signed. What can be read is read; what breaks CAP 1.2 is said beside it. It never throws.
 */
export function readCap(bytes: Uint8Array): CapReading {
  const { text, encoding, known } = decodeText(bytes);
  const { root, faults } = readXmlTree(text);
  const findings: CapFinding[] = faults.map(({ code, line, says }) => {
    const grave = code !== 'not_well_formed';
    return { code, path: '', line, found: says, grave };
  });
  if (!known) findings.push({ code: 'unknown_encoding', path: '', line: 1, found: encoding, grave: false });
  if (!root) return { kind: 'none', encoding, alerts: [], entries: [], findings };
  const elements = findAll(root, 'alert');
  if (elements.length > MOST_ALERTS)
    findings.push({ code: 'too_large', path: '', line: 1, found: `${elements.length} alerts`, grave: true });
  const alerts = elements.slice(0, MOST_ALERTS).map((element) => readAlert(element, findings));
  const entries = [...findAll(root, 'entry'), ...findAll(root, 'item')].flatMap(entryOf);
  const isFeed = root.uri === ATOM || /^(?:feed|rss)/.test(root.name);
  if (alerts.length === 0 && entries.length === 0)
    findings.push({ code: 'no_alert', path: root.name, line: root.line, found: root.name, grave: true });
  return { kind: isFeed ? 'atom' : 'cap', encoding, alerts, entries, findings };
}

/** An entry that holds its alert is not an entry to be fetched. */
function entryOf(entry: XmlElement): CapFeedEntry[] {
  if (findAll(entry, 'alert').length > 0) return [];
  const textOf = (name: string) => entry.children.find((child) => child.name === name)?.text ?? '';
  const id = textOf('id') || textOf('guid');
  const updated = textOf('updated') || textOf('pubDate');
  return [{ id, link: linkOf(entry) || (/^https?:/.test(id) ? id : ''), updated, title: textOf('title') }];
}

/** Of Atom an attribute, the one that is said to be CAP first; of RSS the text. */
function linkOf({ children }: XmlElement): string {
  const links = children.filter(({ name, attributes }) => {
    return name === 'link' && /^(?:|alternate|enclosure)$/.test(attributes.rel ?? '');
  });
  const link = links.find(({ attributes }) => /\bcap\b/.test(attributes.type ?? '')) ?? links[0];
  return link?.attributes.href ?? link?.text ?? '';
}

function readAlert(element: XmlElement, findings: CapFinding[]): CapAlert {
  const alert = new Reader(element, 'alert', findings);
  if (element.uri !== CAP_NAMESPACE) alert.note('namespace', '', element.uri);
  const msg_type = alert.word('msgType', 'Alert');
  const references = referencesOf(alert);
  if ((msg_type === 'Update' || msg_type === 'Cancel') && references.length === 0)
    alert.note('no_references', 'references', msg_type);
  return {
    identifier: alert.text('identifier', { required: true }),
    sender: alert.text('sender', { required: true }),
    sent_ms: alert.instant('sent', true),
    status: alert.word('status', 'Draft'),
    ...{ msg_type, references },
    scope: alert.word('scope', 'Public'),
    note: alert.text('note'),
    incidents: alert.text('incidents'),
    infos: alert.within('info').map(readInfo),
    signed: element.children.some(({ name }) => name === 'Signature'),
  };
}

function readInfo(info: Reader): CapInfo {
  const categories = info.words('category');
  if (categories.length === 0) info.note('missing', 'category', '');
  return {
    language: info.text('language') || 'en-US',
    categories,
    event: info.text('event', { required: true }),
    response_types: info.words('responseType'),
    urgency: info.word('urgency', 'Unknown'),
    severity: info.word('severity', 'Unknown'),
    certainty: info.word('certainty', 'Unknown'),
    event_codes: info.values('eventCode'),
    effective_ms: info.instant('effective'),
    onset_ms: info.instant('onset'),
    expires_ms: info.instant('expires'),
    sender_name: info.text('senderName'),
    headline: info.text('headline'),
    description: info.text('description'),
    instruction: info.text('instruction'),
    web: info.text('web'),
    parameters: info.values('parameter'),
    areas: info.within('area').map(readArea),
  };
}

/** "sender,identifier,sent" and more, apart by white space. */
function referencesOf(alert: Reader): CapReference[] {
  const parts = alert.text('references').split(/\s+/);
  return parts
    .filter((part) => part !== '')
    .flatMap((part) => {
      const fields = part.split(',');
      const [sender, identifier, sent] = fields.length === 1 ? ['', fields[0], ''] : fields;
      if (fields.length !== 3 || instantOf(sent ?? '') === null)
        alert.note('loose_reference', 'references', part);
      return identifier ? [{ sender: sender ?? '', identifier, sent_ms: instantOf(sent ?? '') }] : [];
    });
}
