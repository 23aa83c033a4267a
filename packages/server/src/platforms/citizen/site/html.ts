/** Text that is HTML already. Only {@link html} makes it, so that no text of a visitor becomes markup. */
export class Html {
  readonly #markup: string;

  /** @param markup of our own templates, never of anybody else */
  private constructor(markup: string) {
    this.#markup = markup;
  }

  static of(parts: TemplateStringsArray, values: readonly Shown[]): Html {
    return new Html(parts.reduce((markup, part, i) => markup + markupOf(values[i - 1]) + part));
  }

  toString(): string {
    return this.#markup;
  }
}

/** What a template shows: texts are escaped, lists are shown one after the other, and nothing is shown of the rest. */
export type Shown = Html | string | number | false | null | undefined | readonly Shown[];

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function markupOf(value: Shown): string {
  if (value === false || value === null || value === undefined) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.map(markupOf).join('');
  return String(value).replace(/[&<>"']/g, (sign) => ESCAPED[sign]);
}

/**
 * A template of markup: ``html`<p title="${title}">${text}</p>` ``. Whatever is filled in is escaped for texts and quoted
 * attributes; attributes without quotes, scripts and styles are not filled.
 */
export const html = (parts: TemplateStringsArray, ...values: readonly Shown[]): Html =>
  Html.of(parts, values);

/** A text of several lines, its line breaks visible. */
export const lines = (text: string): Html =>
  html`${text.split(/\r?\n/).map((line, i) => (i === 0 ? line : html`<br>${line}`))}`;
