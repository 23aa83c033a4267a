import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languageStore } from '../preferences.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'screen';
    resources: { screen: typeof zh };
  }
}

/** Starts the texts in the reader's language and follows their choice; the page's `lang` follows too. */
export function startTexts(): void {
  const texts = createInstance();
  texts.use(initReactI18next);
  texts.init({
    lng: languageStore.get(),
    fallbackLng: 'zh',
    defaultNS: 'screen',
    resources: { zh: { screen: zh }, en: { screen: en } },
    interpolation: { escapeValue: false },
  });
  const follow = () => {
    document.documentElement.lang = languageStore.get() === 'zh' ? 'zh-CN' : 'en';
    return texts.changeLanguage(languageStore.get());
  };
  follow();
  languageStore.subscribe(follow);
}
