import { getInstanceByDom } from 'echarts/core';
import { COLOURS, type ThemeName } from '../../ui/theme/palette.ts';
import { linesOf } from './text-lines.ts';

const MARGIN_PX = 24;
const TITLE_PX = 20;
const SMALL_PX = 13;
const LINE_PX = SMALL_PX + 6;
const LAMP_PX = 10;
const SCALE = 2;

/** What stands around the chart in a picture. */
export interface PictureWords {
  readonly title: string;
  /** Below the title: what and when. */
  readonly subtitle: string;
  /** Below the chart: standard, version, certainty, source. */
  readonly footer: readonly string[];
}

/** The chart inside an element as a PNG with its title, its date and its standard; undefined where there is none. */
export async function chartPng(
  element: HTMLElement,
  { title, subtitle, footer }: PictureWords,
  theme: ThemeName,
): Promise<Blob | undefined> {
  const box = element.querySelector<HTMLElement>('[_echarts_instance_]');
  const chart = box && getInstanceByDom(box);
  if (!chart) return undefined;
  const { text, muted, card: background } = COLOURS[theme];
  const drawn = await imageOf(chart.getDataURL({ pixelRatio: SCALE, backgroundColor: background }));
  const [width, height] = [drawn.width / SCALE, drawn.height / SCALE];
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  const family = getComputedStyle(document.body).fontFamily;
  const small = `400 ${SMALL_PX}px ${family}`;
  pen.font = small;
  const widthOf = (words: string) => pen.measureText(words).width;
  const lines = footer.flatMap((line) => linesOf(line, width, widthOf));
  const key = keyRows(element, width, widthOf);
  const head_px = MARGIN_PX + TITLE_PX + 8 + SMALL_PX + 14 + key.length * LINE_PX;
  canvas.width = (width + 2 * MARGIN_PX) * SCALE;
  canvas.height = (head_px + height + 12 + lines.length * LINE_PX + MARGIN_PX) * SCALE;
  pen.scale(SCALE, SCALE);
  pen.fillStyle = background;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const write = (words: string, x: number, y: number, colour: string, font = small) => {
    pen.font = font;
    pen.fillStyle = colour;
    pen.fillText(words, x, y, width);
  };
  write(title, MARGIN_PX, MARGIN_PX + TITLE_PX, text, `600 ${TITLE_PX}px ${family}`);
  const subtitle_px = MARGIN_PX + TITLE_PX + 8 + SMALL_PX;
  write(subtitle, MARGIN_PX, subtitle_px, muted);
  key.forEach((row, i) => {
    const y = subtitle_px + (i + 1) * LINE_PX + 4;
    for (const { colour, words, x } of row) {
      pen.fillStyle = colour ?? 'transparent';
      pen.fillRect(MARGIN_PX + x, y - LAMP_PX, LAMP_PX, LAMP_PX);
      write(words, MARGIN_PX + x + (colour ? LAMP_PX + 6 : 0), y, text);
    }
  });
  pen.drawImage(drawn, MARGIN_PX, head_px, width, height);
  lines.forEach((line, i) => {
    write(line, MARGIN_PX, head_px + height + 12 + (i + 1) * LINE_PX, muted);
  });
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}

interface KeyEntry {
  readonly colour: string | null;
  readonly words: string;
  readonly x: number;
}

/** What the colours mean, as the card says it in its `.scale-key`, in rows of the width of the chart. */
function keyRows(card: HTMLElement, width: number, widthOf: (words: string) => number): KeyEntry[][] {
  const rows: KeyEntry[][] = [];
  let x = Number.POSITIVE_INFINITY;
  for (const entry of card.querySelectorAll<HTMLElement>('.scale-key > span')) {
    const lamp = entry.querySelector('.row-lamp');
    const colour = lamp && getComputedStyle(lamp).backgroundColor;
    const words = entry.textContent?.trim() ?? '';
    const needed = widthOf(words) + (colour ? LAMP_PX + 6 : 0);
    if (x + needed > width) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)?.push({ colour, words, x });
    x += needed + 18;
  }
  return rows;
}

async function imageOf(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}
