import { studyRoutes } from '@opentocc/contract';
import { actingOf } from '../../../kit/acting.ts';
import { areaOfRequest } from '../../../kit/area.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import type { StudyService } from './service.ts';

export const serveStudies = (studies: StudyService): Served =>
  serve(studyRoutes, {
    listStudies: (request) => studies.list(actingOf(request), areaOfRequest(request)),
    askStudy: (request) => studies.ask(actingOf(request), areaOfRequest(request), request.body),
    findStudyLinks: (request) => studies.findLinks(areaOfRequest(request), request.query.road),
    checkStudy: (request) => studies.check(actingOf(request), areaOfRequest(request), request.body),
    replayStudy: (request) => studies.replay(actingOf(request), areaOfRequest(request), request.params.id),
    getStudy: (request) => studies.get(actingOf(request), areaOfRequest(request), request.params.id),
    cancelStudy: (request) => studies.cancel(actingOf(request), areaOfRequest(request), request.params.id),
  });
