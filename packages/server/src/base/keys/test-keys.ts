import type { KeyService } from './service.ts';

/** Keys for tests of modules that seal: not secret, but bound to the context like the true ones. */
export const testKeys: Pick<KeyService, 'seal' | 'open'> = {
  seal: async (purpose, text, context) =>
    `v1.${purpose}-test.${Buffer.from(`${context}\n${text}`).toString('base64url')}`,
  async open(_purpose, sealed, context) {
    const [of, text] = Buffer.from(sealed.split('.')[2] ?? '', 'base64url')
      .toString()
      .split('\n');
    if (of !== context) throw new Error(`sealed for ${of}, not for ${context}`);
    return text;
  },
};
