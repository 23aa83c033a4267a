import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import { superiorErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { serveSuperiors } from './routes.ts';
import type { Superiors } from './service.ts';

export { createSuperiors, type Superiors } from './service.ts';
export { SEALED_COLUMNS } from './store.ts';

export const declaration: ModuleDeclaration = { name: 'superiors', migrations, errors: superiorErrors };

export const superiorsModule = (superiors: Superiors): Module => ({
  name: 'superiors',
  routes: [serveSuperiors(superiors)],
  degraded: [['superiors', superiors.trouble]],
  start: superiors.start,
  drain: superiors.close,
});
