import unicodeRanges from '@fontsource-variable/noto-sans-sc/unicode.json';
import type { StyleSpecification } from 'maplibre-gl';

/** Name of the label font in map styles. */
export const LABEL_FONT = 'Noto Sans SC';

const FILES = import.meta.glob<string>(
  '../../../../../node_modules/@fontsource-variable/noto-sans-sc/files/*-wght-normal.woff2',
  { query: '?url', import: 'default', eager: true },
);

/**
 * The parts of the label font with the characters that each covers: the map loads a part when a label needs it, from
 * our own server, and draws glyphs itself. No glyph service is involved.
 */
export function labelFontFaces(): NonNullable<StyleSpecification['font-faces']> {
  const faces = Object.entries(FILES).flatMap(([file, url]) => {
    const part = /noto-sans-sc-([\w-]+)-wght-normal/.exec(file)?.[1] ?? '';
    const ranges = (unicodeRanges as Record<string, string>)[/^\d+$/.test(part) ? `[${part}]` : part];
    return ranges ? [{ url: absolute(url), 'unicode-range': ranges.split(',') }] : [];
  });
  return { [LABEL_FONT]: faces };
}

const absolute = (url: string) => new URL(url, location.href).href;
