import { en } from './texts-en.ts';
import { zh } from './texts-zh.ts';

export const texts = { zh, en };

declare module '../../../ui/i18n/index.ts' {
  interface ScreenTexts {
    readonly 'freight-gates': typeof zh;
  }
}
