import { type Course, knowledgeRoutes } from '@opentocc/contract';
import type { FastifyReply } from 'fastify';
import type { AuditSink, Json } from '../../../base/audit/index.ts';
import { type Acting, actingOf } from '../../../kit/acting.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import type { Knowledge } from './service.ts';
import type { Training } from './training.ts';

export interface RoutesDeps {
  readonly knowledge: Knowledge;
  readonly training: Training;
  readonly audit: AuditSink;
}

export function serveKnowledge({ knowledge, training, audit }: RoutesDeps): Served {
  const { library } = knowledge;
  /** Puts on record what was done with a course, and hands on what it is now. */
  async function recorded<T>(
    acting: Acting,
    action: string,
    id: number,
    value: T,
    detail: { [key: string]: Json },
  ): Promise<T> {
    const { principal, account: actor } = acting.session;
    const { address } = acting;
    await audit.record({
      ...{ principal, actor, address, action, target: `course:${id}` },
      ...{ result: 'done', detail },
    });
    return value;
  }

  return serve(knowledgeRoutes, {
    searchKnowledge: ({ body }) => library.search(body.text, body.most),
    suggestKnowledge: ({ body }) => library.suggest(body.text, body.most),
    listArticles: (request) => knowledge.list(request.query, actingOf(request).session.principal),
    getArticle: ({ params }) => knowledge.get(params.id),
    writeArticle: (request) => knowledge.write(actingOf(request), request.body),
    draftFromCase: (request) => knowledge.draftFromCase(actingOf(request), request.body.case),
    changeArticle: (request) => knowledge.edit(actingOf(request), request.params.id, request.body),
    actOnArticle: (request) => knowledge.act(actingOf(request), request.params.id, request.body),
    attachToArticle: (request) => knowledge.attach(actingOf(request), request.params.id, request.body),
    listWriters: async () => (await knowledge.writers()).map(({ principal, name }) => ({ principal, name })),
    readArticleAttachment: async ({ params }, reply) =>
      sendFile(reply, await knowledge.files.read(params.id, params.attachment)),
    useArticle: (request) =>
      knowledge.use(
        ...([actingOf(request).session.principal, request.params.id] as const),
        ...([request.body.key, request.body.question] as const),
      ),
    noteGap: ({ body }) => knowledge.gaps.note(body.text, body.by),
    listGaps: ({ query }) => knowledge.gaps.list(query.state === 'open'),
    decideGap: (request) => knowledge.gaps.decide(actingOf(request), request.params.id, request.body),
    listCourses: (request) => training.list(actingOf(request).session),
    getCourse: (request) => training.get(actingOf(request).session, request.params.id),
    async makeCourse(request) {
      const course = await training.make(actingOf(request), request.body);
      return recorded(actingOf(request), 'knowledge.make-course', course.id, course, aboutOf(course));
    },
    async editQuiz(request) {
      const { version, quiz } = request.body;
      const course = await training.editQuiz(actingOf(request), request.params.id, version, quiz);
      return recorded(actingOf(request), 'knowledge.edit-quiz', course.id, course, aboutOf(course));
    },
    async moveCourse(request) {
      const { version, to } = request.body;
      const course = await training.move(actingOf(request), request.params.id, version, to);
      return recorded(
        actingOf(request),
        to === 'open' ? 'knowledge.open-course' : 'knowledge.close-course',
        course.id,
        course,
        aboutOf(course),
      );
    },
    async answerQuiz(request) {
      const { key, answers } = request.body;
      const outcome = await training.answer(actingOf(request), request.params.id, key, answers);
      return recorded(actingOf(request), 'knowledge.answer-quiz', request.params.id, outcome, {
        right: outcome.right,
        of: outcome.of,
      });
    },
    getTrainingRecord: ({ query }) => training.record(query.month),
  });
}

const aboutOf = ({ month, title, version, questions }: Course): { [key: string]: Json } => ({
  ...{ month, title, version, questions },
});

interface SentFile {
  readonly name: string;
  readonly media: string;
  readonly content: Uint8Array;
}

/** Never run by a browser, whatever it is: shown as a picture, or saved. */
function sendFile(reply: FastifyReply, { name, media, content }: SentFile) {
  return reply
    .type(media)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'private, max-age=86400, immutable')
    .send(Buffer.from(content));
}
