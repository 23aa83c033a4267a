import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  /** @param reset draws the children again */
  fallback(error: Error, reset: () => void): ReactNode;
}

/** Shows something sensible where a part of a screen has failed, so that no screen ever goes white. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  readonly #reset = () => this.setState({ error: null });

  override render(): ReactNode {
    return this.state.error ? this.props.fallback(this.state.error, this.#reset) : this.props.children;
  }
}
