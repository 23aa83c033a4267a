/** A JSON object whose form its module describes. */
export type MessageData = Readonly<Record<string, string | number | boolean | null>>;
