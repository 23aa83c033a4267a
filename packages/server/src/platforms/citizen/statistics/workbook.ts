import type { Figure, Language } from '@opentocc/contract';
import writeXlsxFile from 'write-excel-file/node';
import { cityMinute } from '../../../kit/clock.ts';
import type { MonthReport } from './month.ts';
import { WORDS } from './report-words.ts';

interface Cell {
  readonly value: string | number;
  readonly fontWeight?: 'bold';
  readonly format?: string;
  readonly align?: 'left';
}
type Sheet = (Cell | null)[][];

const head = (value: string): Cell => ({ value, fontWeight: 'bold' });

/** A month as a workbook: the form, and the figures with numerator and denominator as numbers. */
export async function workbookOf(report: MonthReport, language: Language): Promise<Buffer> {
  const words = WORDS[language];
  const file = writeXlsxFile([
    { data: formSheet(report, language), sheet: words.form, columns: widths(30, 8) },
    { data: figureSheet(report, language), sheet: words.figures, columns: widths(30, 9) },
  ]);
  return file.toBuffer();
}

const widths = (first: number, columns: number) => [
  { width: first },
  ...Array.from({ length: columns - 1 }, () => ({ width: 14 })),
];

function formSheet({ filled: { form, month, cells } }: MonthReport, language: Language): Sheet {
  const words = WORDS[language];
  return [
    [head(`${form.title[language]} ${month}`)],
    [{ value: `${form.source[language]}${form.assumed ? ` (${words.assumed})` : ''}` }],
    [],
    [head(words.row), ...form.columns.map(({ name }) => head(name[language]))],
    ...form.rows.map((row, i): (Cell | null)[] => [
      { value: `${'　'.repeat(row.level)}${row.name[language]}` },
      ...cells[i].map((value): Cell => ({ value })),
    ]),
  ];
}

function figureSheet({ figures }: MonthReport, language: Language): Sheet {
  const words = WORDS[language];
  return [
    [head(`${words.figures} ${figures.from} – ${figures.to}`)],
    [{ value: `${words.as_of} ${cityMinute(figures.as_of_ms)}` }],
    [],
    [
      ...[words.figure, words.numerator, words.denominator, words.value, words.low, words.high],
      ...[words.target, words.restated, words.source],
    ].map(head),
    ...figures.figures.map((figure) => figureRow(figure, language)),
  ];
}

function figureRow(figure: Figure, language: Language): (Cell | null)[] {
  const { proportion, target, published, source, assumed, name } = figure;
  const share = (value: number | null): Cell | null => (value === null ? null : { value, format: '0.00%' });
  const words = WORDS[language];
  return [
    { value: name[language] },
    ...[proportion.numerator, proportion.denominator].map((value): Cell => ({ value })),
    ...[proportion.value, proportion.low, proportion.high, target].map(share),
    { value: restatedText(figure, language) ?? (published ? words.as_published : '') },
    { value: `${source[language]}${assumed ? ` (${words.assumed})` : ''}` },
  ];
}

/** "1,203/1,250 → 1,204/1,250": what was published and what it is now; null where that is the same. */
export function restatedText({ published, proportion }: Figure, language: Language): string | null {
  if (!published) return null;
  const { numerator, denominator } = proportion;
  if (published.numerator === numerator && published.denominator === denominator) return null;
  const before = `${published.numerator}/${published.denominator}`;
  return `${WORDS[language].restated}: ${before} → ${numerator}/${denominator}`;
}
