/**
 * Puts a plain picture of what canvases show into a page for as long as it is printed: a printer reads those of WebGL after
 * their content was given to the screen and finds them empty, and charts that follow the paper are drawn too late.
 * @param redraw draws for paper now, and gives back what it changed; the picture is taken in the same turn @returns what ends it
 */
export function keepPrintable(container: HTMLElement, redraw: () => (() => void) | undefined): () => void {
  let picture: HTMLCanvasElement | null = null;
  const take = () => {
    picture?.remove();
    const giveBack = redraw();
    picture = pictureOf(container);
    giveBack?.();
    container.append(picture);
  };
  const remove = () => {
    picture?.remove();
    picture = null;
  };
  addEventListener('beforeprint', take);
  addEventListener('afterprint', remove);
  return () => {
    removeEventListener('beforeprint', take);
    removeEventListener('afterprint', remove);
    remove();
  };
}

/** All canvases of a container, one on the other, as they lie on the page. */
function pictureOf(container: HTMLElement): HTMLCanvasElement {
  const canvases = [...container.querySelectorAll('canvas')].filter(
    ({ width, height }) => width * height > 0,
  );
  const picture = document.createElement('canvas');
  picture.className = 'print-picture';
  picture.width = Math.max(0, ...canvases.map(({ width }) => width));
  picture.height = Math.max(0, ...canvases.map(({ height }) => height));
  const pen = picture.getContext('2d');
  for (const canvas of canvases) pen?.drawImage(canvas, 0, 0, picture.width, picture.height);
  return picture;
}
