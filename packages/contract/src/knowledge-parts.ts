import { z } from 'zod';
import { AtMs } from './common.ts';

/** Where an article is in its life. Only what is published is found by agents and citizens. */
export const ArticleState = z.enum(['draft', 'published', 'retired']);
export type ArticleState = z.infer<typeof ArticleState>;

/** Who reads it: agents alone, or citizens too. */
export const ArticleAudience = z.enum(['agent', 'public']);
export type ArticleAudience = z.infer<typeof ArticleAudience>;

/** yyyy-mm-dd of the city. */
export const KnowledgeDay = z.iso.date();

/** Longest article. */
export const ARTICLE_LENGTH = 20_000;

/** What an article says. */
export const ArticleContent = z.object({
  title: z.string().trim().min(2).max(100),
  /** Plain text; an empty line parts paragraphs. */
  body: z.string().trim().min(2).max(ARTICLE_LENGTH),
  /** The same in English, written by who writes the article; both empty where there is none. */
  title_en: z.string().trim().max(100).default(''),
  body_en: z.string().trim().max(ARTICLE_LENGTH).default(''),
  /** The rule, document or office that it rests on. */
  source: z.string().trim().min(2).max(300),
  audience: ArticleAudience,
  valid_from: KnowledgeDay,
  /** First day on which it holds no more; null while no end is known. */
  valid_to: KnowledgeDay.nullable(),
  /** By when its owner looks at it again. */
  review_on: KnowledgeDay,
});
export type ArticleContent = z.infer<typeof ArticleContent>;

const ArticleOwner = z.object({ principal: z.string(), name: z.string() });

export const ArticleBrief = z
  .object({
    id: z.number().int(),
    version: z.number().int(),
    state: ArticleState,
    title: z.string(),
    audience: ArticleAudience,
    owner: ArticleOwner,
    valid_from: KnowledgeDay,
    valid_to: KnowledgeDay.nullable(),
    review_on: KnowledgeDay,
    changed_ms: AtMs,
    /** `expired`: its validity is over. `overdue`: not reviewed in time. `soon`: to be reviewed within two weeks. */
    stale: z.enum(['no', 'soon', 'overdue', 'expired']),
  })
  .meta({ id: 'ArticleBrief' });
export type ArticleBrief = z.infer<typeof ArticleBrief>;

/** One version, as it was written; none is ever changed. */
export const ArticleVersion = ArticleContent.extend({
  version: z.number().int(),
  state: ArticleState,
  owner: ArticleOwner,
  by: z.string(),
  at_ms: AtMs,
  /** What was done: written, changed, published, retired, reviewed, handed over. */
  act: z.enum(['written', 'changed', 'published', 'retired', 'reviewed', 'handed_over']),
  note: z.string(),
}).meta({ id: 'ArticleVersion' });
export type ArticleVersion = z.infer<typeof ArticleVersion>;

export const ArticleAttachment = z
  .object({
    id: z.number().int(),
    name: z.string(),
    media: z.string(),
    bytes: z.number().int(),
    /** SHA-256 of what is stored. */
    hash: z.string(),
    by: z.string(),
    at_ms: AtMs,
    note: z.string(),
  })
  .meta({ id: 'ArticleAttachment' });
export type ArticleAttachment = z.infer<typeof ArticleAttachment>;

export const Article = ArticleBrief.extend({
  body: z.string(),
  title_en: z.string(),
  body_en: z.string(),
  source: z.string(),
  /** The case that it was drafted from; null for none. */
  from_case: z.number().int().nullable(),
  attachments: z.array(ArticleAttachment),
  /** The newest first. */
  versions: z.array(ArticleVersion),
  /** How often it answered a question. */
  uses: z.number().int(),
}).meta({ id: 'Article' });
export type Article = z.infer<typeof Article>;

/** A piece of a text; `hit` where the words that were searched stand. */
export const TextPiece = z.object({ text: z.string(), hit: z.boolean() });
export type TextPiece = z.infer<typeof TextPiece>;

export const KnowledgeHit = z
  .object({
    article: ArticleBrief,
    title: z.array(TextPiece),
    excerpt: z.array(TextPiece),
    /** The whole text, to be read out without another question. */
    body: z.string(),
    /** Orders the hits of one search. */
    score: z.number(),
    /** Words of the question that it holds, those that say most first: why it was found. */
    words: z.array(z.string()),
    /** Whether it, or an article like it, answered a question like this one. */
    answered: z.boolean(),
  })
  .meta({ id: 'KnowledgeHit' });
export type KnowledgeHit = z.infer<typeof KnowledgeHit>;

export const KnowledgeHits = z
  .object({
    hits: z.array(KnowledgeHit),
    /** Whether the first holds all that was asked, or most of it: without that, the knowledge base may lack it. */
    good: z.boolean(),
  })
  .meta({ id: 'KnowledgeHits' });
export type KnowledgeHits = z.infer<typeof KnowledgeHits>;

/** What was asked and not found, as often as it was. */
export const KnowledgeGap = z
  .object({
    id: z.number().int(),
    text: z.string(),
    /** Searches without a good hit. */
    searches: z.number().int(),
    /** By how many times somebody marked it. */
    marks: z.number().int(),
    first_ms: AtMs,
    last_ms: AtMs,
    state: z.enum(['open', 'answered', 'dismissed']),
    /** The article that answers it now. */
    article: z.number().int().nullable(),
    decided_by: z.string().nullable(),
    note: z.string(),
  })
  .meta({ id: 'KnowledgeGap' });
export type KnowledgeGap = z.infer<typeof KnowledgeGap>;
