/** Types that can be attached, by the first bytes of a file, with the endings that names of them have. */
const KINDS: readonly Kind[] = [
  { media: 'image/jpeg', endings: ['jpg', 'jpeg'], is: (head) => head.startsWith('ffd8ff') },
  { media: 'image/png', endings: ['png'], is: (head) => head.startsWith('89504e470d0a1a0a') },
  { media: 'image/webp', endings: ['webp'], is: (head) => isRiff(head, '57454250') },
  // HEIF: a telephone of Apple writes `heic`, or `mif1` with `heic` or `avif` among the brands that it goes with.
  { media: 'image/avif', endings: ['avif'], is: (head) => isHeif(head, 'avif') },
  { media: 'image/heic', endings: ['heic', 'heif', 'hif'], is: (head) => isHeif(head, 'heic', 'heix') },
  { media: 'audio/wav', endings: ['wav'], is: (head) => isRiff(head, '57415645') },
  { media: 'audio/mpeg', endings: ['mp3'], is: (head) => /^(494433|fff[23ab])/.test(head) },
  { media: 'audio/amr', endings: ['amr'], is: (head) => head.startsWith('2321414d52') },
  { media: 'audio/mp4', endings: ['m4a'], is: (head) => brandOf(head)?.startsWith('4d3441') === true },
  {
    media: 'video/mp4',
    endings: ['mp4', 'm4v'],
    is: (head) => /^(69736f|6d7034|61766331|4d3456)/.test(brandOf(head) ?? ''),
  },
  { media: 'application/pdf', endings: ['pdf'], is: (head) => head.startsWith('255044462d') },
];

interface Kind {
  readonly media: string;
  readonly endings: readonly string[];
  /** @param head the first bytes, in hex */
  is(head: string): boolean;
}

/** As far as the brands of a file of a camera reach. */
const HEAD_BYTES = 64;

/** RIFF, four bytes of length, then what it is. */
const isRiff = (head: string, form: string): boolean =>
  head.startsWith('52494646') && head.slice(16, 24) === form;
/** Of a file of the ISO base media form: which one it is. */
const brandOf = (head: string): string | undefined =>
  head.slice(8, 16) === '66747970' ? head.slice(16, 24) : undefined;

/** A still picture of HEIF whose own brand is one of these, or is that of any picture (`mif1`) and goes with one of these. */
function isHeif(head: string, ...brands: readonly string[]): boolean {
  const own = Buffer.from(brandOf(head) ?? '', 'hex').toString('latin1');
  if (own !== 'mif1') return brands.includes(own);
  const size = Math.min(HEAD_BYTES, Number.parseInt(head.slice(0, 8), 16));
  const others = Buffer.from(head.slice(32, 2 * size), 'hex').toString('latin1');
  return brands.some((brand) => others.includes(brand));
}

/** What a file is by its bytes; undefined where it is nothing that can be attached. */
export function sniff(content: Uint8Array): Kind | undefined {
  const head = Buffer.from(content.subarray(0, HEAD_BYTES)).toString('hex');
  return KINDS.find((kind) => kind.is(head));
}

/** Whether a name may stand for a type; a name without an ending says nothing of it. */
export function fits(name: string, { endings }: Pick<Kind, 'endings'>): boolean {
  const [, ending] = /\.(\w{1,5})$/.exec(name) ?? [];
  return ending === undefined || endings.includes(ending.toLowerCase());
}

/** What can be attached, in words. */
export const KNOWN_ENDINGS = KINDS.map(({ endings }) => endings[0]).join(', ');
