/** One element: name, attributes, and a text or what stands in it; what is null is left out. */
export type XmlNode = string | null;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Signs that no XML 1.0 document may hold, not even escaped: most control characters, and halves of surrogate pairs. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text as it may stand in a document, whatever people wrote. */
export const xmlText = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

export function element(
  name: string,
  content: string | number | boolean | readonly XmlNode[],
  attributes: Readonly<Record<string, string>> = {},
): string {
  const said = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${xmlText(value)}"`)
    .join('');
  const inside = Array.isArray(content)
    ? content.filter((one) => one !== null).join('')
    : xmlText(String(content));
  return `<${name}${said}>${inside}</${name}>`;
}

/** Where a value is not known the element is left out. */
export const optional = (name: string, value: string | number | boolean | null): XmlNode =>
  value === null || value === '' ? null : element(name, value);

/** UTC, as `xs:dateTime`. */
export const dateTime = (at_ms: number): string => new Date(at_ms).toISOString();
