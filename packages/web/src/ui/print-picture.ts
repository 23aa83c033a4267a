/**
 * Puts a plain picture of what canvases show into a page for as long as it is printed: a printer reads those of WebGL after
 * their content was given to the screen and finds them empty, and charts that follow the paper are drawn too late.
 * @param redraw draws the map now; the picture is taken in the same turn @returns what ends it
 */
export function keepPrintable(container: HTMLElement, redraw: () => void): () => void {
  let picture: HTMLCanvasElement | null = null;
  const take = () => {
    picture?.remove();
    redraw();
    picture = pictureOf(container);
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
  const { clientWidth, clientHeight } = container;
  const picture = document.createElement('canvas');
  picture.className = 'print-picture';
  picture.width = clientWidth * devicePixelRatio;
  picture.height = clientHeight * devicePixelRatio;
  const pen = picture.getContext('2d');
  for (const canvas of container.querySelectorAll('canvas'))
    if (canvas.width > 0 && canvas.height > 0) pen?.drawImage(canvas, 0, 0, picture.width, picture.height);
  return picture;
}
