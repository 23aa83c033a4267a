export { hash01 } from './hash01.ts';
