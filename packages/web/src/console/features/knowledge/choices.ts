/** What fields of an article and of a course may be, in the order in which they are offered. */
export const STATES = ['draft', 'published', 'retired'] as const;
export const AUDIENCES = ['agent', 'public'] as const;
