import type { coldChainRoutes } from '@opentocc/contract/freight-cold-chain';
import { actingOf } from '../../../kit/acting.ts';
import type { Handlers } from '../../../kit/serve-routes.ts';
import { unitsOf } from './reach.ts';
import { sheetOf } from './recall-sheet.ts';
import type { ColdChain } from './service.ts';

type Names =
  | ('addLotMovements' | 'traceLot' | 'listRecalls' | 'beginRecall' | 'getRecall' | 'endRecall')
  | ('exportRecall' | 'listRecallNotices' | 'answerRecallNotice' | 'captureEpcis' | 'queryEpcis');

/** What answers routes of lots, recalls and events. */
export function lotHandlers(cold: ColdChain): Pick<Handlers<typeof coldChainRoutes>, Names> {
  const { recalls, epcis, record } = cold;
  const readable = (request: Parameters<typeof actingOf>[0]) =>
    unitsOf(actingOf(request).session, 'cold-chain:read');
  return {
    async addLotMovements(request) {
      const added = await cold.addMovements(actingOf(request), request.body.movements);
      await record(actingOf(request), 'cold-chain.move', null, { added });
      return { added };
    },
    traceLot: (request) => recalls.trace(request.query.lot, request.query.direction),
    listRecalls: (request) => recalls.list(request.query.offset, request.query.limit),
    async beginRecall(request) {
      const { lot, reason } = request.body;
      const id = await recalls.begin(actingOf(request), lot, reason);
      await record(actingOf(request), 'cold-chain.begin-recall', `recall:${id}`, { lot, reason });
      return recalls.sheet(id);
    },
    getRecall: (request) => recalls.sheet(request.params.id),
    async endRecall(request) {
      const { id } = request.params;
      await recalls.end(id, request.body.note);
      await record(actingOf(request), 'cold-chain.end-recall', `recall:${id}`, { note: request.body.note });
      return recalls.sheet(id);
    },
    async exportRecall(request, reply) {
      const { format } = request.query;
      const sheet = await recalls.sheet(request.params.id);
      const language = request.session?.language ?? 'zh';
      const { media, content } = await sheetOf(sheet, format, language);
      return reply
        .type(media)
        .header('content-disposition', `attachment; filename="recall-${sheet.id}.${format}"`)
        .send(content);
    },
    listRecallNotices: (request) => recalls.notices(readable(request)),
    async answerRecallNotice(request) {
      const { id } = request.params;
      const { secured, note } = request.body;
      const notice = await recalls.answer(actingOf(request), id, secured, note);
      await record(actingOf(request), 'cold-chain.answer-recall', `recall-notice:${id}`, { secured, note });
      return notice;
    },
    async captureEpcis(request) {
      const outcome = await epcis.capture(actingOf(request), request.body);
      await record(actingOf(request), 'cold-chain.capture', null, outcome);
      return outcome;
    },
    async queryEpcis(request, reply) {
      const { document, next } = await epcis.query(readable(request), request.query);
      if (next !== null) {
        const url = new URL(request.url, 'http://localhost');
        url.searchParams.set('nextPageToken', String(next));
        void reply.header('link', `<${url.pathname}${url.search}>; rel="next"`);
      }
      return document;
    },
  };
}
