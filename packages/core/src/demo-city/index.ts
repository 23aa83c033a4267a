export { type DemoCityOptions, generateDemoCity } from './generate.ts';
