import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { OfficeAddinManifest } from 'office-addin-manifest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_IDS } from '../../addin/commands/ids.ts';
import { REQUIRED } from '../../addin/excel/required.ts';
import { iconFiles } from '../../addin/icons/sizes.ts';
import { withAddress } from '../../addin/manifest/address.ts';
import { checkManifest, requirementsOf } from '../../addin/manifest/check.ts';
import { checkBuild } from '../../addin/manifest/check-build.ts';
import { FUNCTION_IDS, MANIFEST_FILE, PROGRAM } from '../../addin/manifest/program.ts';
import { staticFiles } from '../../addin/manifest/static-files.ts';
import { temporaryFolder } from '../support/warehouse.ts';

const XML = readFileSync(MANIFEST_FILE, 'utf8');
const scratch = temporaryFolder();
const build = path.join(scratch.folder, 'addin');

/** What a build has beside the page, and the page's name. */
function writeBuild(): void {
  for (const [name, bytes] of staticFiles()) {
    const file = path.join(build, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  writeFileSync(path.join(build, 'taskpane.html'), '<!doctype html>');
}
beforeAll(writeBuild);
afterAll(() => scratch.remove());

/** The manifest with one thing changed; fails where the text to change is not there. */
function changed(from: string | RegExp, to: string): string {
  const xml = XML.replace(from, () => to);
  expect(xml, String(from)).not.toBe(XML);
  return xml;
}

describe('the manifest', () => {
  it('is right in everything that can be checked without a network', () => {
    expect(checkManifest(XML, PROGRAM)).toEqual([]);
    expect(checkBuild(XML, build, FUNCTION_IDS)).toEqual([]);
  });

  it('is read by Microsoft’s own reader', async () => {
    const info = await OfficeAddinManifest.readManifestFile(MANIFEST_FILE);
    expect(info).toMatchObject({
      defaultLocale: 'vi-VN',
      displayName: 'Về đích',
      officeAppType: 'TaskPaneApp',
      permissions: 'ReadWriteDocument',
      hosts: ['Workbook'],
    });
  });

  it('asks for the requirement sets that the program uses, which Office 2021 has', () => {
    expect(requirementsOf(XML)).toEqual({ ...REQUIRED });
  });

  it('names every command once, and the icons that are drawn', () => {
    const commands = [...XML.matchAll(/<FunctionName>(\w+)</g)].map((match) => match[1]);
    expect(commands.sort()).toEqual([...COMMAND_IDS].sort());
    for (const name of iconFiles().filter((icon) => !icon.endsWith('-128.png')))
      expect(XML).toContain(`/icons/${name}"`);
  });
});

describe('a mistake is found and told', () => {
  const long = 'đ'.repeat(126);
  it.each<[string, string | RegExp, string]>([
    ['NOT_XML', '</OfficeApp>', ''],
    ['NOT_XML', '<OfficeApp', '<!DOCTYPE a [<!ENTITY b "c">]><OfficeApp'],
    ['WRONG_ROOT', /<OfficeApp[\s\S]*<\/OfficeApp>/, '<Add-in/>'],
    ['WRONG_NAMESPACE', 'office/appforoffice/1.1', 'office/appforoffice/1.0'],
    ['WRONG_NAMESPACE', 'xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides" ', ''],
    ['WRONG_TYPE', 'xsi:type="TaskPaneApp"', 'xsi:type="MailApp"'],
    ['WRONG_TYPE', 'xsi:type="ShowTaskpane"', 'xsi:type="ShowTaskPane"'],
    ['MISSING_ELEMENT', /<Permissions>.*<\/Permissions>/, ''],
    ['MISSING_ELEMENT', '<Label resid="Tab.Label"/>', ''],
    ['MISPLACED_ELEMENT', '<CustomTab id="Vedich.Tab">', '<CustomTab id="Vedich.Tab"><Label resid="Tab.Label"/>'],
    ['MISPLACED_ELEMENT', '<ProviderName>', '<Colour>red</Colour><ProviderName>'],
    ['MISPLACED_ELEMENT', '<Host Name="Workbook"/>', '<Host Name="Workbook"/><Host Name="Workbook"/>'],
    ['MISSING_ATTRIBUTE', ' lifetime="long"', ''],
    ['UNKNOWN_ATTRIBUTE', '<Group id="Vedich.Report"', '<Group size="2" id="Vedich.Report"'],
    ['STRAY_TEXT', '<Supertip>', '<Supertip>chữ'],
    ['EMPTY', /<ProviderName>.*<\/ProviderName>/, '<ProviderName> </ProviderName>'],
    ['TOO_LONG', 'DefaultValue="Lập báo cáo"', `DefaultValue="${long}"`],
    ['TOO_LONG', /resid="Open.Label"/, `resid="${'a'.repeat(33)}"`],
    ['TOO_LONG', /(?<=<Description DefaultValue=")[^"]*/, `${long}${long}`],
    ['WRONG_VALUE', '<Version>1.0.0.0<', '<Version>1.0<'],
    ['WRONG_VALUE', /<Id>.*<\/Id>/, '<Id>vedich</Id>'],
    ['WRONG_VALUE', '<DefaultLocale>vi-VN', '<DefaultLocale>vi'],
    ['WRONG_VALUE', '<bt:Image size="20" resid="Icon.20"/>', '<bt:Image size="21" resid="Icon.20"/>'],
    ['NOT_HTTPS', 'https://localhost:8443/functions.json', 'http://localhost:8443/functions.json'],
    ['NOT_HTTPS', 'https://localhost:8443/icons/icon-16.png', 'icons/icon-16.png'],
    ['OTHER_ORIGIN', 'https://localhost:8443/functions.js"', 'https://localhost:9/functions.js"'],
    ['NO_SUCH_RESOURCE', 'resid="Build.Tip"', 'resid="Build.Tipp"'],
    ['NO_SUCH_RESOURCE', '<Description resid="Open.Tip"/>', '<Description resid="Open.Label"/>'],
    ['UNUSED_RESOURCE', '<bt:ShortStrings>', '<bt:ShortStrings><bt:String id="Old" DefaultValue="x"/>'],
    ['TWICE', 'id="Vedich.Refresh"', 'id="Vedich.Build"'],
    ['TWICE', 'bt:Image id="Report.20"', 'bt:Image id="Report.16"'],
    ['MISSING_LOCALE', '<bt:Override Locale="en-US" Value="Build report"/>', ''],
    ['MISSING_LOCALE', 'Locale="en-US" Value="Về đích"', 'Locale="en-GB" Value="Về đích"'],
    ['OTHER_PAGE', '<FunctionFile resid="Taskpane.Url"/>', '<FunctionFile resid="Help.Url"/>'],
    ['RUNTIME_NOT_LONG', 'lifetime="long"', 'lifetime="short"'],
    ['OTHER_REQUIREMENTS', 'Name="ExcelApi" MinVersion="1.13"', 'Name="ExcelApi" MinVersion="1.12"'],
    ['TOO_NEW', 'Name="ExcelApi" MinVersion="1.13"', 'Name="ExcelApi" MinVersion="1.15"'],
    ['TOO_NEW', 'Name="SharedRuntime"', 'Name="DialogApi"'],
    ['MISSING_ICON_SIZE', /<bt:Image size="80" resid="Report.80"\/>/, ''],
    ['NO_SUCH_COMMAND', 'lapBaoCao', 'lapBaocao'],
    ['COMMAND_WITHOUT_BUTTON', 'chuyenThanhGiaTri', 'capNhatSoLieu'],
  ])('%s: %s', (code, from, to) => {
    const findings = checkManifest(changed(from, to), PROGRAM);
    expect(findings.map((one) => one.code)).toContain(code);
    for (const { vi, en } of findings) {
      expect(vi).not.toMatch(/\{\w+\}/);
      expect(en).not.toMatch(/\{\w+\}/);
    }
  });

  it('seven buttons in a group are one too many', () => {
    const button = /<Control xsi:type="Button" id="Vedich.Freeze">[\s\S]*?<\/Control>/.exec(XML)?.[0] ?? '';
    const buttons = Array.from({ length: 7 }, (_, index) => button.replace('Vedich.Freeze', `Vedich.Freeze${index}`));
    const codes = checkManifest(changed(button, buttons.join('')), PROGRAM).map(({ code }) => code);
    expect(codes).toEqual(['TOO_MANY']);
  });

  it.each<[string, string, string]>([
    ['NO_SUCH_FILE', '/huong-dan.html"/>\n      </bt:Urls>', '/help.html"/>\n      </bt:Urls>'],
    ['NO_SUCH_FILE', '/icons/icon-20.png', '/icons/%2e%2e/%2e%2e/icon-20.png'],
    ['WRONG_PICTURE', '/icons/icon-16.png', '/icons/icon-20.png'],
    ['WRONG_PICTURE', '/icons/icon-32.png"/>\n  <High', '/functions.json"/>\n  <High'],
    ['BROKEN_METADATA', '/functions.en.json', '/huong-dan.css'],
  ])('in the build: %s, %s', (code, from, to) => {
    expect(checkBuild(changed(from, to), build, FUNCTION_IDS).map((one) => one.code)).toContain(code);
  });

  it('functions that are not those of the code, and a build that is not there', () => {
    expect(checkBuild(XML, build, [...FUNCTION_IDS, 'TONG']).map(({ code }) => code)).toEqual([
      'OTHER_FUNCTIONS',
      'OTHER_FUNCTIONS',
    ]);
    expect(checkBuild(XML, path.join(build, 'no'), FUNCTION_IDS).map(({ code }) => code)).toEqual(['NO_BUILD']);
  });
});

describe('an office’s own manifest', () => {
  it.each([
    ['https://may-chu:8443', 'https://may-chu:8443/'],
    [' https://may-chu.vi/vedich ', 'https://may-chu.vi/vedich/'],
    ['https://máy-chủ.vn/a&b/', `${new URL('https://máy-chủ.vn').href}a&amp;b/`],
    ['https://may-chu/"x" y/', 'https://may-chu/%22x%22%20y/'],
  ])('%j: every address moves there, all else stays', (address, base) => {
    const made = withAddress(XML, address);
    if (!('xml' in made)) throw new Error(made.en);
    expect(made.xml).not.toContain('localhost');
    expect(made.xml).toBe(XML.replaceAll('https://localhost:8443/', base));
    expect(checkManifest(made.xml, PROGRAM)).toEqual([]);
    expect(checkBuild(made.xml, build, FUNCTION_IDS)).toEqual([]);
    const back = withAddress(made.xml, 'https://localhost:8443');
    expect('xml' in back && back.xml).toBe(XML);
  });

  it.each([['http://may-chu'], ['may-chu:8443'], [''], ['https://a/?x=1'], ['https://a/#'], ['https://u:p@a/']])(
    '%j is no address for it',
    (address) => {
      expect(withAddress(XML, address)).toMatchObject({ code: 'BAD_ADDRESS' });
    },
  );

  it('the commands write and check it', () => {
    const folder = fileURLToPath(new URL('../..', import.meta.url));
    const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    const file = path.join(scratch.folder, 'co-quan', 'manifest.xml');
    const made = run('addin/manifest/make.ts', '--address', 'https://may-chu:8443', '-o', file);
    expect(made.stdout, made.stderr).toContain(file);
    const checked = run('addin/manifest/validate.ts', file, '--build', build);
    expect(checked, checked.stderr).toMatchObject({ status: 0 });
    writeFileSync(file, changed('lifetime="long"', 'lifetime="short"'));
    const refused = run('addin/manifest/validate.ts', file, '--build', build, '--lang', 'en');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('lifetime must be "long"');
    expect(run('addin/manifest/make.ts', '--address', 'http://may-chu')).toMatchObject({ status: 1 });
  });
});
