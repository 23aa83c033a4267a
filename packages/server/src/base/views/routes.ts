import { viewRoutes } from '@opentocc/contract';
import { actingOf } from '../../kit/acting.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import type { ViewService } from './service.ts';

export const serveViews = (views: ViewService): Served =>
  serve(viewRoutes, {
    listViews: (request) => views.list(actingOf(request)),
    saveView: (request) => views.save(actingOf(request), request.body),
    changeView: (request) => views.change(actingOf(request), request.params.id, request.body),
    deleteView: (request) => views.remove(actingOf(request), request.params.id),
  });
