import { suggestionRoutes } from '@opentocc/contract';
import { actingOf } from '../../../kit/acting.ts';
import { areaOfRequest } from '../../../kit/area.ts';
import { languageOf } from '../../../kit/i18n.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import type { SuggestionService } from './service.ts';

export const serveSuggestions = (suggestions: SuggestionService): Served =>
  serve(suggestionRoutes, {
    askSuggestions: (request) =>
      suggestions.ask(
        ...([actingOf(request), areaOfRequest(request), request.body] as const),
        languageOf(request.headers['accept-language']),
      ),
    getSuggestions: (request) => suggestions.get(areaOfRequest(request), request.params.id),
    acceptSuggestion: (request) =>
      suggestions.accept(actingOf(request), areaOfRequest(request), request.params.id, request.body),
    listDrafts: (request) => suggestions.listDrafts(areaOfRequest(request)),
    withdrawDraft: (request) =>
      suggestions.withdraw(actingOf(request), areaOfRequest(request), request.params.id, request.body),
  });
