export { type CleanHeif, cleanHeif } from './clean-heif.ts';
