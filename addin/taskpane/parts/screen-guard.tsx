import { Component, type ReactNode } from 'react';
import { type Sentence, sentenceOf } from '../sentence.ts';
import { FailureMessage } from './failure-message.tsx';

/** A screen that fails, or that cannot be fetched any more, leaves a sentence and a way on; the frame stays. */
export class ScreenGuard extends Component<{ children: ReactNode }, { why?: Sentence }> {
  override state: { why?: Sentence } = {};

  static getDerivedStateFromError(error: unknown): { why: Sentence } {
    return { why: sentenceOf(error) };
  }

  override render(): ReactNode {
    const { why } = this.state;
    if (why === undefined) return this.props.children;
    // The server may have a newer pane: the page is asked for anew.
    return <FailureMessage why={why} again={() => location.reload()} />;
  }
}
