export { ArticleSearch, type FoundArticle, type SearchArticle } from './article-search.ts';
export { replacedInAnyWidth } from './in-any-width.ts';
export { bareText, normalise, searchForm, unitsOf } from './normalise.ts';
export { type ClassOdds, createTextClassifier, type Reason, type TextClassifier } from './text-classifier.ts';
export { readTextModel, type TextModel, type WrittenModel, writeTextModel } from './text-model.ts';
export { traditional } from './traditional.ts';
export {
  CLASSIFIER_OPTIONS,
  type ClassifierOptions,
  type LabelledText,
  trainTextClassifier,
} from './train-text-classifier.ts';
export { classifyByWords, firstByWords, type WordClass, type WordOdds } from './word-classes.ts';
