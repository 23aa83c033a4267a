import { createHash } from 'node:crypto';
import { htmlToText } from 'html-to-text';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import type { Letter } from '../../platform.ts';

/** Files of one letter that are looked at. Assumed, 2026-11-28. */
const MOST_FILES = 20;
/** Longer names of letters are taken by their digest: an index of the database holds no longer ones. */
const LONGEST_KEY = 300;

/** Reads a letter (RFC 5322, MIME), whatever stands in it. @param unread why `source` is its heading alone */
export async function readLetter(
  source: Buffer,
  received_ms: number,
  unread: Letter['unread'] = null,
): Promise<Letter> {
  try {
    return letterOf(await simpleParser(source, { skipTextToHtml: true }), source, received_ms, unread);
  } catch {
    // What no parser reads is handed to a person all the same.
    return { ...nothingOf(source), received_ms, unread: 'broken' };
  }
}

function letterOf(mail: ParsedMail, source: Buffer, received_ms: number, unread: Letter['unread']): Letter {
  const { name, address } = mail.from?.value[0] ?? { name: '', address: '' };
  const references = [mail.inReplyTo ?? [], mail.references ?? []].flat();
  return {
    ...{ key: keyOf(mail, source), received_ms, unread },
    from: { name: clean(name), address: clean(address ?? '').toLowerCase() },
    subject: clean(mail.subject ?? ''),
    text: clean(textOf(mail)),
    answers: [...new Set(references.flatMap((one) => one.match(/<[^<>\s]+>/g) ?? []))],
    automatic: isAutomatic(mail),
    files: mail.attachments
      .filter(({ related }) => !related)
      .slice(0, MOST_FILES)
      .map(({ filename, content }, i) => ({ name: clean(filename ?? '') || `file-${i + 1}`, content })),
  };
}

function keyOf({ messageId }: ParsedMail, source: Buffer): string {
  const key = clean(messageId ?? '');
  return key === '' || key.length > LONGEST_KEY ? digestOf(source) : key;
}

/** Without characters that no text of a person has and no database takes. */
const clean = (text: string): string => text.replace(/\0/g, '').trim();

const HTML_LIMITS = { maxInputLength: 2 * 2 ** 20, limits: { maxDepth: 100 } };

/** As plain text; what stands in HTML alone, without its marks and what would load from elsewhere. */
function textOf({ text, html }: ParsedMail): string {
  if (text?.trim()) return text.trim();
  const selectors = [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
  ];
  return html ? htmlToText(html, { ...HTML_LIMITS, selectors, wordwrap: false }).trim() : '';
}

/** Answers of programs must not become cases, to which programs would answer (RFC 3834). */
function isAutomatic({ headers, from }: ParsedMail): boolean {
  const submitted = headers.get('auto-submitted');
  const precedence = headers.get('precedence');
  const sender = addressIn(from);
  return (
    (typeof submitted === 'string' && submitted.toLowerCase() !== 'no') ||
    (typeof precedence === 'string' && /^(?:bulk|junk|list|auto_reply)$/i.test(precedence)) ||
    headers.has('list') ||
    headers.has('x-autoreply') ||
    /^(?:mailer-daemon|postmaster|no-?reply)@/i.test(sender)
  );
}

const addressIn = (from: AddressObject | undefined): string => from?.value[0]?.address ?? '';

const digestOf = (source: Buffer): string => `sha256:${createHash('sha256').update(source).digest('hex')}`;

const nothingOf = (source: Buffer) => ({
  ...{ key: digestOf(source), from: { name: '', address: '' }, subject: '', text: '' },
  ...{ answers: [], automatic: false, files: [] },
});
