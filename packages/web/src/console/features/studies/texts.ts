import { en } from './texts-en.ts';
import { zh } from './texts-zh.ts';
import { en as trustEn } from './trust/texts-en.ts';
import { zh as trustZh } from './trust/texts-zh.ts';

export const texts = { zh: { ...zh, trust: trustZh }, en: { ...en, trust: trustEn } };

declare module '../../../ui/i18n/index.ts' {
  interface ScreenTexts {
    readonly studies: (typeof texts)['zh'];
  }
}
