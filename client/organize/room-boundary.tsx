import { Component, type ReactNode } from 'react';
import { OrganizerContext } from './organizer.tsx';
import { Button } from './ui/button.tsx';
import { Notice } from './ui/notice.tsx';

/**
 * Around each page: one that cannot be shown says so and offers to load anew. Mostly its file is gone, because the portal was
 * upgraded while this page was open. React has error boundaries as classes only.
 */
export class RoomBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  static override contextType = OrganizerContext;
  declare context: React.ContextType<typeof OrganizerContext>;
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    const m = this.context?.m;
    return (
      <Notice kind="problem" title={m?.cannotShow}>
        <Button onClick={() => window.location.reload()}>{m?.loadAnew}</Button>
      </Notice>
    );
  }
}
