import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languageStore } from '../preferences.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

type SharedTexts = typeof zh;

/** All that screens say: the words that they share, and those of each feature under its name, added where they stand. */
export interface ScreenTexts extends SharedTexts {}

/** What one part of the screens says, in both languages. */
export interface Texts {
  readonly zh: object;
  readonly en: object;
}

const screen = createInstance();

/** Starts the shared words in the reader's language and follows their choice; the page's `lang` follows too. */
export function startTexts(): void {
  screen.use(initReactI18next);
  screen.init({
    lng: languageStore.get(),
    fallbackLng: 'zh',
    defaultNS: 'screen',
    resources: { zh: { screen: zh }, en: { screen: en } },
    interpolation: { escapeValue: false },
  });
  const follow = () => {
    document.documentElement.lang = languageStore.get() === 'zh' ? 'zh-CN' : 'en';
    return screen.changeLanguage(languageStore.get());
  };
  follow();
  languageStore.subscribe(follow);
}

/** Adds what a part says; to be called before it is drawn. @param name where its texts stand in {@link ScreenTexts} */
export function addTexts(name: string, texts: Texts): void {
  for (const language of ['zh', 'en'] as const)
    screen.addResourceBundle(language, 'screen', { [name]: texts[language] }, true, true);
}
