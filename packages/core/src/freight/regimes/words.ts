/** A text in both languages of the product. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A list in a sentence of each language. */
export const listed = (items: readonly string[]): Words => ({ zh: items.join('、'), en: items.join(', ') });
