import type { Page } from 'playwright-core';

/** A part of the map that no panel covers, of a window of 1440 × 900. */
export const BARE_MAP = { x: 430, y: 200, width: 560, height: 460 };

/** True when the bare map looks different two seconds later. */
export async function moves(page: Page): Promise<boolean> {
  const before = await page.screenshot({ clip: BARE_MAP });
  await page.waitForTimeout(2000);
  return !before.equals(await page.screenshot({ clip: BARE_MAP }));
}

/** Runs in the page. Of the pixels that vehicles cover, the share whose colour stands in the picture for the printer. */
export function vehiclesInPrint(): number {
  dispatchEvent(new Event('beforeprint'));
  const printed = document.querySelector<HTMLCanvasElement>('.print-picture');
  const drawn = [...document.querySelectorAll<HTMLCanvasElement>('.map canvas')].find(
    (canvas) => canvas !== printed && !canvas.classList.contains('maplibregl-canvas'),
  );
  if (!printed || !drawn) return 0;
  const [width, height] = [printed.width, printed.height];
  const pixelsOf = (canvas: HTMLCanvasElement) => {
    const copy = new OffscreenCanvas(width, height).getContext('2d');
    copy?.drawImage(canvas, 0, 0, width, height);
    return copy?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
  };
  const [vehicles, picture] = [pixelsOf(drawn), pixelsOf(printed)];
  let [covered, same] = [0, 0];
  for (let i = 0; i < vehicles.length; i += 4) {
    if (vehicles[i + 3] < 230) continue;
    covered++;
    const off = [0, 1, 2].reduce((sum, c) => sum + Math.abs(vehicles[i + c] - picture[i + c]), 0);
    if (off < 60) same++;
  }
  dispatchEvent(new Event('afterprint'));
  return covered > 200 ? same / covered : 0;
}
