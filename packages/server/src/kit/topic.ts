/** One kind of event inside a process: a module publishes it, others subscribe. */
export interface Topic<T> {
  publish(event: T): void;
  /** @returns a function that ends the subscription. */
  subscribe(listener: (event: T) => void): () => void;
}

/**
 * Listeners run in the order of subscription, in the publisher's turn. One that throws does not keep the others from
 * the event: its error goes to `onError`.
 */
export function createTopic<T>(onError: (error: unknown) => void): Topic<T> {
  const listeners = new Set<(event: T) => void>();
  return {
    publish(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
