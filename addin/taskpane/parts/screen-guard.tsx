import { Component, type ReactNode } from 'react';
import { useWords } from '../language.tsx';
import type { Screen } from '../pane.tsx';
import { pageAnew } from '../screens-left.ts';
import { isNotFetched, type Sentence, sentenceOf } from '../sentence.ts';
import { FailureMessage } from './failure-message.tsx';
import { ScreenHead } from './screen-head.tsx';

interface Props {
  children: ReactNode;
  /** The server is away, as far as is known. */
  isLost: boolean;
  /** Asks whether the server is there. */
  reconnect(): Promise<void>;
  screen: Screen;
}

/** A screen that fails, or that cannot be fetched, leaves a sentence and a way on; the frame stays. */
export class ScreenGuard extends Component<Props, { why?: Sentence }> {
  override state: { why?: Sentence } = {};

  static getDerivedStateFromError(error: unknown): { why: Sentence } {
    return { why: sentenceOf(error) };
  }

  override componentDidCatch(): void {
    const { why } = this.state;
    if (why !== undefined && isNotFetched(why)) void this.props.reconnect();
  }

  override componentDidUpdate(before: Props): void {
    const { why } = this.state;
    const isBack = before.isLost && !this.props.isLost;
    if (isBack && why !== undefined && isNotFetched(why)) void this.#again();
  }

  override render(): ReactNode {
    const { why } = this.state;
    if (why === undefined) return this.props.children;
    return <FailedScreen why={why} again={() => void this.#again()} />;
  }

  async #again(): Promise<void> {
    if (!(await pageAnew(this.props.screen))) await this.props.reconnect();
  }
}

function FailedScreen({ why, again }: { why: Sentence; again(): void }) {
  const { say } = useWords();
  return (
    <ScreenHead title={say('screenFailed')}>
      <FailureMessage why={why} again={again} title={say('notDone')} />
    </ScreenHead>
  );
}
