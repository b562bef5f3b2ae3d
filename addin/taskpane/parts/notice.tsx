import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { type Notice, onNotice } from '../../commands/pane-link.ts';
import { useWords } from '../language.tsx';

/** What a command of the ribbon has to say: it has no screen of its own. */
export function RibbonNotice() {
  const { say, language } = useWords();
  const [notice, setNotice] = useState<Notice>();
  useEffect(() => onNotice(setNotice), []);
  if (notice === undefined) return null;
  return (
    <MessageBar intent={notice.kind === 'error' ? 'error' : 'success'} layout="multiline" role="alert">
      <MessageBarBody>{notice[language]}</MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            aria-label={say('close')}
            icon={<DismissRegular />}
            onClick={() => setNotice(undefined)}
          />
        }
      />
    </MessageBar>
  );
}
