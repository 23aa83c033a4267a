import { planRoutes, planRunRoutes } from '@opentocc/contract';
import { actingOf } from '../../../kit/acting.ts';
import { areaOfRequest } from '../../../kit/area.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import type { Choices } from './choices.ts';
import type { RunService } from './run-service.ts';
import type { PlanService } from './service.ts';
import type { TaskService } from './task-service.ts';
import { PLAN_TEMPLATES } from './templates/index.ts';

export const servePlans = (plans: PlanService, choices: Choices): Served =>
  serve(planRoutes, {
    listPlans: (request) => plans.list(areaOfRequest(request)),
    listPlanTemplates: () => [...PLAN_TEMPLATES],
    getPlanChoices: () => choices.list(),
    getPlan: (request) => plans.get(areaOfRequest(request), request.params.id),
    checkPlan: (request) => plans.check(request.body.document),
    addPlan: (request) => {
      request.audit_detail = { name: request.body.document.name.zh };
      return plans.add(actingOf(request), areaOfRequest(request), request.body.document);
    },
    savePlan: (request) => {
      request.audit_detail = { name: request.body.document.name.zh, rev: request.body.rev };
      return plans.save(actingOf(request), areaOfRequest(request), request.params.id, request.body);
    },
    publishPlan: (request) => {
      request.audit_detail = { ...request.body };
      return plans.publish(actingOf(request), areaOfRequest(request), request.params.id, request.body);
    },
    retirePlan: (request) => {
      request.audit_detail = { ...request.body };
      return plans.retire(actingOf(request), areaOfRequest(request), request.params.id, request.body.rev);
    },
    setUnitTags: (request) => {
      request.audit_detail = { tags: request.body.tags };
      return plans.setTags(actingOf(request), request.params.code, request.body.tags);
    },
  });

export const serveRuns = (plans: PlanService, runs: RunService, tasks: TaskService): Served =>
  serve(planRunRoutes, {
    listRuns: (request) => runs.list(areaOfRequest(request), request.query.state === 'open'),
    getRun: (request) => runs.get(actingOf(request), areaOfRequest(request), request.params.id),
    startRun: (request) => {
      request.audit_detail = { ...request.body };
      return plans.start(actingOf(request), areaOfRequest(request), request.params.id, request.body);
    },
    approveRun: (request) => {
      request.audit_detail = { ...request.body };
      return runs.approve(actingOf(request), areaOfRequest(request), request.params.id, request.body);
    },
    refuseRun: (request) => {
      request.audit_detail = { ...request.body };
      return runs.refuse(actingOf(request), areaOfRequest(request), request.params.id, request.body);
    },
    takeTransition: (request) => {
      request.audit_detail = { ...request.body };
      return runs.take(actingOf(request), areaOfRequest(request), request.params.id, request.body);
    },
    endRun: (request) => {
      request.audit_detail = { ...request.body };
      return runs.end(actingOf(request), areaOfRequest(request), request.params.id, request.body);
    },
    listOwnTasks: (request) => tasks.listOwn(actingOf(request), request.query.state === 'open'),
    acceptTask: (request) => tasks.accept(actingOf(request), request.params.id, request.body),
    refuseTask: (request) => {
      request.audit_detail = { ...request.body };
      return tasks.refuse(actingOf(request), request.params.id, request.body);
    },
    finishTask: (request) => tasks.finish(actingOf(request), request.params.id, request.body),
    giveTask: (request) => {
      request.audit_detail = { ...request.body };
      return runs.giveTask(actingOf(request), areaOfRequest(request), request.params.id, request.body);
    },
    actOnTaskClock: (request) => {
      request.audit_detail = { ...request.body };
      return runs.actOnTaskClock(actingOf(request), areaOfRequest(request), request.params.id, request.body);
    },
    withdrawTask: (request) => {
      request.audit_detail = { ...request.body };
      return runs.withdrawTask(actingOf(request), areaOfRequest(request), request.params.id, request.body);
    },
  });
