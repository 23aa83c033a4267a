import { coldChainRoutes } from '@opentocc/contract/freight-cold-chain';
import { actingOf } from '../../../kit/acting.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import { coldErrors } from './errors.ts';
import { lotHandlers } from './lot-routes.ts';
import { unitsOf } from './reach.ts';
import type { ColdChain } from './service.ts';

export function serveColdChain(cold: ColdChain): Served {
  const { consignments, certificates, supervising, locks, reader, rules, store, record } = cold;
  type Request = Parameters<typeof actingOf>[0];
  const readable = (request: Request) => unitsOf(actingOf(request).session, 'cold-chain:read');
  const reporting = (request: Request) => unitsOf(actingOf(request).session, 'cold-chain:report');
  const done = async (request: Request & { params: { id: string } }, action: string, detail = {}) => {
    const { id } = request.params;
    await record(actingOf(request), `cold-chain.${action}`, `consignment:${id}`, detail);
    return (await reader.read([await reader.get(null, id)]))[0];
  };

  return serve(coldChainRoutes, {
    listConsignments: (request) => reader.list(readable(request), request.query),
    async declareConsignment(request) {
      const id = await consignments.declare(actingOf(request), request.body);
      const { firm, customs_form, warehouse } = request.body;
      await record(actingOf(request), 'cold-chain.declare', `consignment:${id}`, {
        firm,
        customs_form,
        warehouse,
      });
      return reader.one(null, id);
    },
    getConsignment: (request) => reader.sheet(readable(request), request.params.id),
    listColdReadings: (request) => reader.readings(readable(request), request.params.id),
    async departConsignment(request) {
      await consignments.depart(actingOf(request), request.params.id, request.body.version);
      return done(request, 'depart');
    },
    async callOffConsignment(request) {
      const { version, reason } = request.body;
      await consignments.callOff(actingOf(request), request.params.id, version, reason);
      return done(request, 'call-off', { reason });
    },
    async arriveConsignment(request) {
      await consignments.arrive(actingOf(request), request.params.id, request.body);
      return done(request, 'arrive', { seal_intact: request.body.seal_intact });
    },
    async testConsignment(request) {
      const { paper, laboratory, signed_by, passed } = request.body;
      await consignments.test(actingOf(request), request.params.id, request.body);
      await cold.tellTested(request.params.id);
      return done(request, 'test', { paper, laboratory, signed_by, passed });
    },
    async certifyConsignment(request) {
      await certificates.issue(actingOf(request), request.params.id, request.body.version);
      return done(request, 'certify');
    },
    async removeConsignment(request) {
      await consignments.leave(actingOf(request), request.params.id, request.body.version);
      return done(request, 'remove');
    },
    async revokeCertificate(request) {
      const { reason } = request.body;
      const row = await certificates.revoke(actingOf(request), request.params.id, reason);
      await record(actingOf(request), 'cold-chain.revoke', `certificate:${row.code}`, { reason });
      return certificates.shown(row);
    },
    reportColdReadings: (request) => supervising.report(request.body.readings, reporting(request)),
    reportSealMessages: (request) => locks.report(request.body.frames, reporting(request)),
    async listColdWarnings(request) {
      const { state, offset, limit } = request.query;
      return reader.warnings(readable(request), state === 'open', offset, limit);
    },
    async closeColdWarning(request) {
      const { id } = request.params;
      const { cause, note } = request.body;
      await cold.closeWarning(actingOf(request), id, request.body);
      await record(actingOf(request), 'cold-chain.close-warning', `cold-warning:${id}`, { cause, note });
      return reader.warning(id);
    },
    listColdRefusals: () => cold.refusals(),
    listColdRules: () => rules.list(),
    async setColdRule(request) {
      const { seen, ...rule } = request.body;
      const made = await rules.add(rule, seen);
      await record(actingOf(request), 'cold-chain.set-rule', `cold-rule:${made.goods_class}`, {
        ...{ before: seen, after: made.version },
      });
      return rules.list();
    },
    listWarehouses: () => store.listWarehouses(),
    async setWarehouse(request) {
      const before = await store.findWarehouse(request.body.code);
      await store.putWarehouse(request.body);
      await record(actingOf(request), 'cold-chain.set-warehouse', `warehouse:${request.body.code}`, {
        ...{ before: before ?? null, after: request.body },
      });
      return store.listWarehouses();
    },
    async listWarehouseSlots(request) {
      const { code } = request.params;
      const warehouse = await store.findWarehouse(code);
      if (!warehouse) throw coldErrors.unknown_place({ code });
      return reader.slots(warehouse, request.query.from_ms);
    },
    ...lotHandlers(cold),
  });
}
