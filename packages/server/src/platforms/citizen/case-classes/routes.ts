import { caseClassRoutes } from '@opentocc/contract';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import type { CaseClassesService } from './service.ts';

export const serveCaseClasses = (classes: CaseClassesService): Served =>
  serve(caseClassRoutes, {
    getCaseClasses: async () => classes.describe(),
    trainCaseClasses: ({ session }) => classes.begin(session?.account ?? null),
  });
