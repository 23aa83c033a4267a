import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  fallback(error: Error): ReactNode;
}

/** Shows something sensible where a part of a screen has failed, so that no screen ever goes white. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render(): ReactNode {
    return this.state.error ? this.props.fallback(this.state.error) : this.props.children;
  }
}
