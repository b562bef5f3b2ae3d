import { announceChange } from '../source/changed.ts';
import { currentSource } from '../source/current.ts';
import type { PlanQuery } from '../source/source.ts';
import { vedichCommands } from './commands.ts';
import { COMMAND_IDS, type CommandId } from './ids.ts';
import { askInPane, leaveNotice } from './pane-link.ts';

const showPane = (): Promise<void> => Office.addin.showAsTaskpane();

/** Tells Excel what the ribbon's buttons do. Where there is no Office it does nothing. */
export function associateCommands(choice: () => Partial<PlanQuery>): void {
  if (!('Office' in globalThis)) return;
  const commands = vedichCommands({
    source: currentSource,
    workbook: () => import('../excel/index.ts'),
    choice,
    showPane,
    leaveNotice,
    ask: askInPane(showPane),
    announceChange,
  });
  const running = new Set<CommandId>();
  for (const id of COMMAND_IDS) {
    Office.actions.associate(id, async (event: Office.AddinCommands.Event) => {
      // A second press while the first one works does nothing of its own.
      if (running.has(id)) return event.completed();
      running.add(id);
      try {
        await commands[id]();
      } finally {
        running.delete(id);
        event.completed();
      }
    });
  }
}
