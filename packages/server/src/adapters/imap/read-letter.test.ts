import { describe, expect, it } from 'vitest';
import { readLetter } from './read-letter.ts';

const source = (headings: readonly string[], body = '路灯不亮'): Buffer =>
  Buffer.from(
    [
      'From: =?UTF-8?B?5p2O5Zub?= <Li@Example.test>',
      ...headings,
      ...['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', body],
    ].join('\r\n'),
  );

describe('a letter', () => {
  it('is who wrote it, what about and what, with the name that it has', async () => {
    const letter = await readLetter(source(['Message-ID: <1@example.test>', 'Subject: Lamp']), 5);
    expect(letter).toMatchObject({
      ...{ key: '<1@example.test>', subject: 'Lamp', text: '路灯不亮', received_ms: 5, unread: null },
      from: { name: '李四', address: 'li@example.test' },
    });
  });

  it('brings no character into the database that it does not take', async () => {
    // =?UTF-8?B?...?= of "灯\0坏": a heading may hide it.
    const hidden = `=?UTF-8?B?${Buffer.from('灯\0坏').toString('base64')}?=`;
    const letter = await readLetter(source([`Subject: ${hidden}`], '路\0灯'), 0);
    expect(letter).toMatchObject({ subject: '灯坏', text: '路灯' });
    expect(JSON.stringify(letter)).not.toContain('\\u0000');
  });

  it('is named by its digest where its own name is too long for an index, the same each time', async () => {
    const long = source([`Message-ID: <${'x'.repeat(5000)}@example.test>`]);
    const [first, second] = [await readLetter(long, 0), await readLetter(long, 0)];
    expect(first.key).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(second.key).toBe(first.key);
  });
});
