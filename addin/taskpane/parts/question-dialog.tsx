import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';

interface Props<Answer> {
  title: string;
  /** Of what is asked. */
  className?: string;
  children: ReactNode;
  /** What each button says and answers; the first is the one to be recommended. */
  answers: readonly [words: string, answer: Answer][];
  /** What closing it by Escape answers. */
  closing: Answer;
  onAnswer(answer: Answer): void;
  /** Buttons that do not fit beside each other stand one below the other. */
  fluid?: boolean;
}

/** A question that has to be answered before anything goes on. */
export function QuestionDialog<Answer>({
  title,
  className,
  children,
  answers,
  closing,
  onAnswer,
  fluid = false,
}: Props<Answer>) {
  return (
    <Dialog open modalType="modal" onOpenChange={(_, { open }) => (open ? undefined : onAnswer(closing))}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={className}>{children}</DialogContent>
          <DialogActions fluid={fluid}>
            {answers.map(([words, answer], at) => (
              <Button
                key={words}
                {...(at === 0 ? { appearance: 'primary' as const } : {})}
                onClick={() => onAnswer(answer)}
              >
                {words}
              </Button>
            ))}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
