/** Two common characters that no font draws alike. */
const CHARACTERS = ['运', '行'] as const;
const SIDE_PX = 24;

/** Fetches the product's Chinese font, in its many parts as they are needed, where the system has none of its own. */
export function ensureChineseFont(): void {
  if (!systemDrawsChinese()) void import('@fontsource-variable/noto-sans-sc/wght.css');
}

/** A character that no font of the system has is drawn as a box, the same for all. */
function systemDrawsChinese(): boolean {
  const [one, other] = CHARACTERS.map(drawn);
  return one !== other;
}

function drawn(character: string): string {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [SIDE_PX, SIDE_PX];
  const pen = canvas.getContext('2d');
  if (!pen) return character;
  pen.font = `${SIDE_PX}px sans-serif`;
  pen.textBaseline = 'top';
  pen.fillText(character, 0, 0);
  return canvas.toDataURL();
}
