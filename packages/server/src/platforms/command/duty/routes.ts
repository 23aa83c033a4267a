import {
  dutyBulletinRoutes,
  dutyHandoverRoutes,
  dutyLogRoutes,
  dutyPeopleRoutes,
  dutyRosterRoutes,
  dutyRoutes,
} from '@opentocc/contract';
import { actingOf } from '../../../kit/acting.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import { openPeople, shownPerson } from './people-book.ts';
import { unitsReached } from './reach.ts';
import type { Duty } from './service.ts';

export const serveDuty = ({ rosters, calendars, onDuty, log }: Duty): Served =>
  serve(
    { ...dutyRoutes, ...dutyRosterRoutes, ...dutyLogRoutes },
    {
      getDutyBoard: (request) => onDuty.board(actingOf(request)),
      addDutyPost: (request) => rosters.addPost(actingOf(request), request.body),
      changeDutyPost: (request) => rosters.changePost(actingOf(request), request.params.id, request.body),
      retireDutyPost: (request) =>
        rosters.retirePost(actingOf(request), request.params.id, request.body.version),
      getDutyRoster: (request) => rosters.get(actingOf(request), request.params.id, request.query),
      previewRoster: (request) => rosters.preview(actingOf(request), request.params.id, request.body),
      changeRoster: (request) => rosters.change(actingOf(request), request.params.id, request.body),
      importCalendar: (request) => calendars.read(actingOf(request), request.params.id, request.body),
      listDutyLog: (request) => log.list(actingOf(request), request.query),
      addLogEntry: (request) => log.add(actingOf(request), request.body),
    },
  );

export const serveDutyPeople = ({ leave, swaps, calendars, people }: Duty): Served =>
  serve(dutyPeopleRoutes, {
    async listDutyPeople(request) {
      const units = unitsReached(actingOf(request), 'duty:read');
      const within = [...(await openPeople(people)).values()].filter(
        ({ unit, holds }) => holds && (units === null || units.includes(unit)),
      );
      return within.map(shownPerson);
    },
    listLeave: (request) => leave.list(actingOf(request)),
    addLeave: (request) => leave.add(actingOf(request), request.body),
    removeLeave: (request) => leave.withdraw(actingOf(request), request.params.id),
    listSwaps: (request) => swaps.list(actingOf(request)),
    askSwap: (request) => swaps.ask(actingOf(request), request.body),
    takeSwap: (request) => swaps.take(actingOf(request), request.params.id, request.body),
    deleteSwap: (request) => swaps.delete(actingOf(request), request.params.id),
    makeFeed: (request) => calendars.makeFeed(actingOf(request)),
    endFeed: (request) => calendars.endFeed(actingOf(request)),
    readFeed: async (request, reply) =>
      reply
        .type('text/calendar; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(await calendars.feed(request.params.token)),
  });

export const serveHandovers = ({ handovers }: Duty): Served =>
  serve(dutyHandoverRoutes, {
    listHandovers: (request) => handovers.list(actingOf(request)),
    beginHandover: (request) => handovers.begin(actingOf(request), request.body),
    getHandover: (request) => handovers.get(actingOf(request), request.params.id),
    addHandoverLine: (request) => handovers.addLine(actingOf(request), request.params.id, request.body),
    acceptLines: (request) => handovers.accept(actingOf(request), request.params.id, request.body.lines),
    refuseLine: (request) => handovers.refuse(actingOf(request), request.params.id, request.body),
    answerLine: (request) => handovers.answer(actingOf(request), request.params.id, request.body),
    closeHandover: (request) => handovers.close(actingOf(request), request.params.id),
    cancelHandover: (request) => handovers.cancel(actingOf(request), request.params.id, request.body.text),
  });

export const serveBulletins = ({ bulletins }: Duty): Served =>
  serve(dutyBulletinRoutes, {
    listBulletins: () => bulletins.list(),
    draftBulletin: (request) => bulletins.draftNow(actingOf(request)),
    editBulletin: (request) => bulletins.edit(actingOf(request), request.params.id, request.body),
    approveBulletin: (request) =>
      bulletins.approve(actingOf(request), request.params.id, request.body.version),
    sendBulletin: (request) => bulletins.send(actingOf(request), request.params.id, request.body.version),
    withdrawBulletin: (request) =>
      bulletins.withdraw(actingOf(request), request.params.id, request.body.reason),
  });
