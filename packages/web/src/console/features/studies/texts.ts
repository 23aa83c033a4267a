import { en as suggestEn } from './suggestions/texts-en.ts';
import { zh as suggestZh } from './suggestions/texts-zh.ts';
import { en } from './texts-en.ts';
import { zh } from './texts-zh.ts';
import { en as trustEn } from './trust/texts-en.ts';
import { zh as trustZh } from './trust/texts-zh.ts';
import { en as twinEn } from './trust/twin-texts-en.ts';
import { zh as twinZh } from './trust/twin-texts-zh.ts';

export const texts = {
  zh: { ...zh, suggest: suggestZh, trust: trustZh, twin: twinZh },
  en: { ...en, suggest: suggestEn, trust: trustEn, twin: twinEn },
};

declare module '../../../ui/i18n/index.ts' {
  interface ScreenTexts {
    readonly studies: (typeof texts)['zh'];
  }
}
