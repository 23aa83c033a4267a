import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createImageCleaner } from '../../adapters/images/index.ts';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { type Attachments, createAttachments, migrations } from './index.ts';
import { sniff } from './sniff.ts';

let database: TestDatabase;
let attachments: Attachments;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  attachments = createAttachments({ db: database.db, images: createImageCleaner() });
});
afterAll(() => database.stop());

/** A photograph that says where and with what it was taken, held on its side. */
const photograph = () =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: '#c03020' } })
    .withExif({
      IFD0: { Make: 'PhoneMaker', Model: 'P-77' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '22/1 32/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '114/1 3/1 0/1',
      },
    })
    .jpeg()
    .toBuffer();

describe('a photograph', () => {
  test('loses place, device and everything else that is not picture', async () => {
    const taken = await photograph();
    expect((await sharp(taken).metadata()).exif).toBeDefined();
    expect(taken.includes('PhoneMaker')).toBe(true);
    const { content, media } = await attachments.prepare('现场.JPG', taken);
    const { exif, xmp, iptc } = await sharp(content).metadata();
    expect({ exif, xmp, iptc }).toEqual({});
    expect(Buffer.from(content).includes('PhoneMaker')).toBe(false);
    expect(media).toBe('image/jpeg');
  });

  test('that was taken with the telephone on its side stands upright', async () => {
    const lying = await sharp(await photograph())
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { content } = await attachments.prepare('a.jpg', lying);
    const { width, height, orientation } = await sharp(content).metadata();
    expect({ width, height, orientation }).toEqual({ width: 20, height: 40 });
  });

  test('is stored once however often it is attached, and only with what refers to it', async () => {
    const one = await attachments.prepare('a.jpg', await photograph());
    const two = await attachments.prepare('b.jpg', await photograph());
    expect(two.hash).toBe(one.hash);
    const lost = database.db.transaction().execute(async (tx) => {
      await attachments.add(tx, one);
      throw new Error('what refers to it was refused');
    });
    await expect(lost).rejects.toThrow('refused');
    expect(await attachments.read(one.hash)).toBeUndefined();
    for (const file of [one, two]) await database.db.transaction().execute((tx) => attachments.add(tx, file));
    expect((await attachments.describe([one.hash])).size).toBe(1);
    expect((await attachments.read(one.hash))?.content).toEqual(Buffer.from(one.content));
  });
});

describe('a photograph of AVIF or HEIC', () => {
  const avif = async () =>
    sharp({ create: { width: 40, height: 20, channels: 3, background: '#3020c0' } })
      .withExif({ IFD0: { Make: 'PhoneMaker' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '22/1 32/1 0/1' } })
      .avif({ effort: 0 })
      .toBuffer();

  test('stays as the camera wrote it, without place and device', async () => {
    const taken = await avif();
    expect((await sharp(taken).metadata()).exif).toBeDefined();
    const { content, media } = await attachments.prepare('IMG_0001.avif', taken);
    expect(media).toBe('image/avif');
    expect(content).toHaveLength(taken.length);
    expect(Buffer.from(content).includes('PhoneMaker')).toBe(false);
    const [before, after] = await Promise.all([taken, content].map((one) => sharp(one).raw().toBuffer()));
    expect(after.equals(before)).toBe(true);
  });

  test.each([
    ['heic', 'mif1heic', 'image/heic'],
    ['heix', 'mif1heix', 'image/heic'],
    ['mif1', 'heicmiaf', 'image/heic'],
    ['mif1', 'avifmiaf', 'image/avif'],
    ['avif', 'mif1miaf', 'image/avif'],
  ])('is known by its brands %s and %s', (own, others, media) => {
    const head = Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from(`ftyp${own}\0\0\0\0${others}`, 'latin1'),
    ]);
    expect(sniff(head)?.media).toBe(media);
  });

  test('of a sequence or another kind is not taken for one', () => {
    const head = Buffer.concat([Buffer.from([0, 0, 0, 20]), Buffer.from('ftypmsf1\0\0\0\0hevc', 'latin1')]);
    expect(sniff(head)).toBeUndefined();
  });

  test('that is broken is refused with a word', async () => {
    const broken = (await avif()).subarray(0, 200);
    await expect(attachments.prepare('IMG_0002.avif', broken)).rejects.toMatchObject({
      code: 'attachments.broken',
    });
  });
});

describe('a file', () => {
  const pdf = Buffer.from('%PDF-1.7\n%%EOF');
  test.each([
    ['that lies about its type', 'attachments.lies', '现场.jpg', pdf],
    ['of a type that is not allowed', 'attachments.unknown_type', 'run.exe', Buffer.from('MZ\u0090\u0000')],
    ['of a web page', 'attachments.unknown_type', 'a.html', Buffer.from('<script>alert(1)</script>')],
    ['that is empty', 'attachments.empty', 'a.jpg', Buffer.alloc(0)],
    ['that is too large', 'attachments.too_large', 'a.pdf', Buffer.concat([pdf, Buffer.alloc(10 * 2 ** 20)])],
    [
      'that begins as a picture and is none',
      'attachments.broken',
      'a.jpg',
      Buffer.from('ffd8ffe000104a464946', 'hex'),
    ],
  ])('%s is refused with a word', async (_, code, name, content) => {
    await expect(attachments.prepare(name, content)).rejects.toMatchObject({ code });
  });

  test('that claims to be a picture of a square kilometre is refused before it is unpacked', async () => {
    const header = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const size = Buffer.from('00100000001000000802000000', 'hex');
    await expect(
      attachments.prepare('a.png', Buffer.concat([header, size, Buffer.alloc(8)])),
    ).rejects.toMatchObject({
      code: 'attachments.broken',
    });
  });

  test.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\photos\\现场.pdf', '现场.pdf'],
    ['a\u202Efdp.exe', 'afdp.exe'],
    ['', 'file'],
  ])('is called by its own name alone: %s', async (given, name) => {
    const prepare = attachments.prepare(given, pdf);
    if (name.endsWith('.exe')) await expect(prepare).rejects.toMatchObject({ code: 'attachments.lies' });
    else expect((await prepare).name).toBe(name);
  });
});
