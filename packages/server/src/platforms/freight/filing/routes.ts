import { freightFilingRoutes, type Permission } from '@opentocc/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Json } from '../../../base/audit/index.ts';
import { actingOf } from '../../../kit/acting.ts';
import { type Clock, cityDay } from '../../../kit/clock.ts';
import { languageOf } from '../../../kit/i18n.ts';
import { type RequestOf, type Served, serve } from '../../../kit/serve-routes.ts';
import type { Author, EntryRow } from './model.ts';
import { firmsOf } from './reach.ts';
import type { FiledPlace, FiledRoute } from './register.ts';
import type { Filing } from './service.ts';
import { listSettings } from './settings.ts';
import { templateOf } from './template.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Changed = { readonly before: EntryRow; readonly after: EntryRow };

/** Ties the routes of filing to the service. */
export function serveFiling(filing: Filing, clock: Clock): Served {
  const { reader, filings, amending, decisions, appeals, photos, changing, register } = filing;
  const byOf = (request: FastifyRequest) => changing.authorOf(actingOf(request));
  const within = (request: FastifyRequest, permission: Permission) => firmsOf(request.session, permission);
  /** Records what was done with what was before, and answers with the entry as it is now. */
  const done = async (
    request: FastifyRequest,
    action: string,
    { before, after }: Changed,
    detail: Record<string, Json> = {},
  ) => {
    const standing = (row: EntryRow) => ({ state: row.state, version: row.version });
    const all = { before: standing(before), after: standing(after), ...detail };
    await changing.record(actingOf(request), action, after.id, all);
    return reader.shown(after);
  };

  const imported = (request: RequestOf<typeof freightFilingRoutes.importFilingList>, by: Author | null) => {
    const { kind, firm, content_base64 } = request.body;
    const bytes = Buffer.from(content_base64, 'base64');
    const language = languageOf(request.headers['accept-language']);
    return filing.importList({ kind, firm, bytes, language }, within(request, 'filing:file'), by);
  };

  return serve(freightFilingRoutes, {
    listFilings: async (request) => reader.list(actingOf(request).session, request.query),
    async fileEntry(request) {
      const row = await filings.file(byOf(request), within(request, 'filing:file'), request.body);
      const { id, kind, firm, state } = row;
      await changing.record(actingOf(request), 'file', id, { kind, firm, state });
      return reader.shown(row);
    },
    checkFiling: (request) => filings.look(within(request, 'filing:file'), request.body.id, request.body),
    getFiling: (request) => reader.detail(actingOf(request).session, request.params.id),
    async changeFiling(request) {
      const { id } = request.params;
      const changed = await amending.change(byOf(request), within(request, 'filing:file'), {
        id,
        ...request.body,
      });
      return done(request, 'change', changed);
    },
    async submitFiling(request) {
      const { id } = request.params;
      const { submitted } = request.body;
      const changed = await amending.submit(byOf(request), within(request, 'filing:file'), {
        id,
        ...request.body,
      });
      return done(request, 'submit', changed, { submitted });
    },
    async appealFiling(request) {
      const { id } = request.params;
      const changed = await appeals.appeal(byOf(request), within(request, 'filing:file'), {
        id,
        ...request.body,
      });
      return done(request, 'appeal', changed);
    },
    async attachToFiling(request) {
      const { id } = request.params;
      const { file, content_base64, note } = request.body;
      reader.require(within(request, 'filing:file'), id);
      const content = Buffer.from(content_base64, 'base64');
      await photos.attach(byOf(request), within(request, 'filing:file'), id, { file, content, note });
      await changing.record(actingOf(request), 'photo', id, { file });
      return (await reader.detail(actingOf(request).session, id)).photos;
    },
    async readFilingPhoto(request, reply) {
      const { id, photo } = request.params;
      reader.require(within(request, 'filing:read'), id);
      const { name, media, content } = await photos.read(id, photo);
      return reply
        .type(media)
        .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
        .header('cache-control', 'private, max-age=86400, immutable')
        .send(Buffer.from(content));
    },
    async decideFiling(request) {
      const { id } = request.params;
      const { approved, reason } = request.body;
      const changed = await decisions.decide(byOf(request), null, { id, ...request.body });
      return done(request, 'decide', changed, { approved, reason });
    },
    async approveFilings(request) {
      const language = languageOf(request.headers['accept-language']);
      const { approved, refused } = await decisions.approveAll(byOf(request), request.body.entries, language);
      const target = approved[0] ?? refused[0].id;
      await changing.record(actingOf(request), 'approve', target, { approved, refused: refused.length });
      return { approved, refused };
    },
    async sanctionFiling(request) {
      const { id } = request.params;
      const { act, reason, until_ms } = request.body;
      const changed = await decisions.sanction(byOf(request), null, { id, ...request.body });
      return done(request, act, changed, { reason, until_ms });
    },
    async decideFilingAppeal(request) {
      const { id } = request.params;
      const { granted, reason } = request.body;
      const changed = await appeals.decide(byOf(request), null, { id, ...request.body });
      return done(request, 'appeal-decision', changed, { granted, reason });
    },
    revealFiling: (request) => filing.reveal(actingOf(request), request.params.id, request.body.reason),
    previewFilingList: (request) => imported(request, null),
    async importFilingList(request) {
      const { kind, firm, file } = request.body;
      const outcome = await imported(request, byOf(request));
      const { good_rows, bad_rows, added } = outcome;
      await changing.record(actingOf(request), 'import', firm, { kind, file, good_rows, bad_rows, added });
      return outcome;
    },
    getFilingTemplate: async ({ query: { kind }, headers }, reply) =>
      sendTemplate(reply, kind, await templateOf(kind, languageOf(headers['accept-language']))),
    listFreightPlaces: async () => register.places().map(listedPlace),
    listFreightRoutes: async () => register.routes().map(listedRoute),
    listFilingSettings: async () => listSettings(cityDay(clock.now())),
  });
}

const sendTemplate = (reply: FastifyReply, kind: string, content: Buffer) =>
  reply.type(XLSX).header('content-disposition', `attachment; filename="${kind}s.xlsx"`).send(content);

const listedPlace = ({ code, kind, name, name_en, lon, lat, radius_m, area }: FiledPlace) => ({
  ...{ code, kind, name: { zh: name, en: name_en || name }, lon, lat, radius_m },
  area: area?.map(([x, y]): [number, number] => [x, y]) ?? null,
});

const listedRoute = ({ code, name, name_en, points, limit_kmh }: FiledRoute) => ({
  ...{ code, name: { zh: name, en: name_en || name }, limit_kmh },
  points: points.map(([x, y]): [number, number] => [x, y]),
});
