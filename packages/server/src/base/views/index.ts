import type { Clock } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import type { Module, ModuleDeclaration } from '../../kit/module.ts';
import type { AuditSink } from '../audit/index.ts';
import { viewErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { serveViews } from './routes.ts';
import { type UnitsOf, ViewService } from './service.ts';
import { createViewStore } from './store.ts';

export const declaration: ModuleDeclaration = { name: 'views', migrations, errors: viewErrors };

export interface ViewsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: AuditSink;
  /** The unit of an account, and those below it; null for who has no account. */
  unitsOf(principal: string): Promise<UnitsOf | null>;
}

/** Pages that people saved under a name, for themselves and for their unit. */
export const viewsModule = ({ db, ...deps }: ViewsDeps): Module => ({
  name: 'views',
  routes: [serveViews(new ViewService({ store: createViewStore(db), ...deps }))],
});
