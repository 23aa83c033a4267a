import { getInstanceByDom } from 'echarts/core';
import { SURFACE, type ThemeName } from '../../ui/theme/palette.ts';

const MARGIN_PX = 24;
const TITLE_PX = 20;
const SMALL_PX = 13;
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
  const { text, muted } = SURFACE[theme];
  const background = getComputedStyle(document.body).getPropertyValue('--card') || SURFACE[theme].land;
  const drawn = await imageOf(chart.getDataURL({ pixelRatio: SCALE, backgroundColor: background }));
  const [width, height] = [drawn.width / SCALE, drawn.height / SCALE];
  const head_px = MARGIN_PX + TITLE_PX + 8 + SMALL_PX + 14;
  const canvas = document.createElement('canvas');
  canvas.width = (width + 2 * MARGIN_PX) * SCALE;
  canvas.height = (head_px + height + 12 + footer.length * (SMALL_PX + 6) + MARGIN_PX) * SCALE;
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  pen.scale(SCALE, SCALE);
  pen.fillStyle = background;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const family = getComputedStyle(document.body).fontFamily;
  const write = (words: string, y: number, size: number, colour: string, weight = 400) => {
    pen.font = `${weight} ${size}px ${family}`;
    pen.fillStyle = colour;
    pen.fillText(words, MARGIN_PX, y, width);
  };
  write(title, MARGIN_PX + TITLE_PX, TITLE_PX, text, 600);
  write(subtitle, MARGIN_PX + TITLE_PX + 8 + SMALL_PX, SMALL_PX, muted);
  pen.drawImage(drawn, MARGIN_PX, head_px, width, height);
  footer.forEach((line, i) => {
    write(line, head_px + height + 12 + (i + 1) * (SMALL_PX + 6), SMALL_PX, muted);
  });
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}

async function imageOf(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}
