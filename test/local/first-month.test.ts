import { test } from 'vitest';
import { openPane } from '../pane/browser.ts';
import { firstMonths } from '../pane/first-month.ts';
import { addinIn } from '../pane/sample-server.ts';
import { withSite } from './with-site.ts';

const here = withSite(addinIn);

test('an export of a portal nobody knows gives true figures within a dozen clicks, the next month within two', async () => {
  const { page, context } = await openPane(here.browser, 'about:blank', { width: 350, officeScript: 'unreachable' });
  await firstMonths(page, `${here.site.address}taskpane.html`);
  await context.close();
});
