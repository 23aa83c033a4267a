import type { Figure, Language } from '@opentocc/contract';
import {
  AlignmentType,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { cityMinute } from '../../../kit/clock.ts';
import type { MonthReport } from './month.ts';
import { WORDS } from './report-words.ts';
import { restatedText } from './workbook.ts';

/** A font that offices in China have; others take what they have instead. */
const FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋' };

/** A month as a document to be signed and sent: the form, the figures, and what was restated. */
export async function documentOf(report: MonthReport, language: Language): Promise<Buffer> {
  const { filled, figures } = report;
  const words = WORDS[language];
  const restated = figures.figures.flatMap((figure) => {
    const text = restatedText(figure, language);
    return text === null ? [] : [paragraph(`${figure.name[language]} — ${text}`)];
  });
  const document = new Document({
    styles: { default: { document: { run: { font: FONT, size: 21 } } } },
    sections: [
      {
        children: [
          title(`${filled.form.title[language]} ${filled.month}`),
          paragraph(`${words.as_of} ${cityMinute(figures.as_of_ms)}`),
          tableOf(formRows(report, language)),
          note(`${filled.form.source[language]}${filled.form.assumed ? ` (${words.assumed})` : ''}`),
          heading(words.figures),
          tableOf(figureRows(figures.figures, language)),
          ...(restated.length > 0 ? [heading(words.restated_note), ...restated] : []),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

const title = (text: string) =>
  new Paragraph({ text, heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER });
const heading = (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_2 });
const paragraph = (text: string) => new Paragraph({ children: [new TextRun(text)] });
const note = (text: string) => new Paragraph({ children: [new TextRun({ text, size: 18, italics: true })] });

/** The first row is the head, and stands again on each page. */
function tableOf(rows: readonly (readonly string[])[]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (cells, i) =>
        new TableRow({
          tableHeader: i === 0,
          cantSplit: true,
          children: cells.map(
            (text) =>
              new TableCell({
                children: [new Paragraph({ children: [new TextRun({ text, bold: i === 0 })] })],
              }),
          ),
        }),
    ),
  });
}

function formRows({ filled: { form, cells } }: MonthReport, language: Language): string[][] {
  return [
    [WORDS[language].row, ...form.columns.map(({ name }) => name[language])],
    ...form.rows.map((row, i) => [`${'　'.repeat(row.level)}${row.name[language]}`, ...cells[i].map(String)]),
  ];
}

function figureRows(figures: readonly Figure[], language: Language): string[][] {
  const words = WORDS[language];
  const percent = (value: number | null) => (value === null ? words.none : `${(100 * value).toFixed(2)}%`);
  return [
    [words.figure, words.numerator, words.denominator, words.value, words.target],
    ...figures.map(({ name, proportion, target }) => [
      ...[name[language], `${proportion.numerator}`, `${proportion.denominator}`, percent(proportion.value)],
      target === null ? '—' : percent(target),
    ]),
  ];
}
