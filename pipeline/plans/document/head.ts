import type { Passage } from './outline.ts';
import { plain } from './plain.ts';
import { isCapitals } from './text-blocks.ts';
import type { Block } from './types.ts';

/** What a document says of itself. */
export interface DocumentHead {
  number: string;
  /** As far as it is written: `2023-10-19`, `2024-08`, empty. */
  date: string;
  kind: string;
  title: string;
  issuer: string;
  scope: string;
  replaces: string[];
  basedOn: string[];
  /** Years that the title names: of its period. */
  years: [number, number] | null;
}

const KIND =
  /^(?:quyet dinh|ke hoach|chi thi|nghi quyet|chuong trinh|de an|thong bao|cong van|huong dan|nghi dinh|thong tu) ?:?$/;
const CITED =
  /((?:Luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Công văn|Kế hoạch|Chỉ thị|Tờ trình|Chương trình|Văn bản|Thông báo|Công điện|Đề án|Kết luận) (?:số ?:? ?)?\d{1,5}[\wĐđ]{0,3} ?(?:\/ ?\d{4})? ?[/-] ?[\p{Lu}Đ][\p{L}\d-]{0,24}(?: ?[/-] ?[\p{Lu}Đ][\p{L}\d-]{0,24}){0,3}(?:,? ?ngày (?:\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}|\d{1,2} tháng \d{1,2} năm \d{4}))?)/gu;
/** Lines of the head in which nothing of the document's own stands. */
const FORMAL = /cong hoa xa hoi|doc lap|tu do|hanh phuc|^so ?:|^[-*_\s]+$|ngay .{0,12}thang/;

export function headOf(blocks: readonly Block[], passages: readonly Passage[]): DocumentHead {
  const texts = blocks.slice(0, 60).map((block) => (block.kind === 'text' ? block.text : block.cells.join('\n')));
  const lines = texts
    .flatMap((text) => text.split('\n'))
    .map((line) => line.replace(/[*#]+/g, '').trim())
    .filter((line) => line !== '');
  const kindAt = lines.findIndex((line) => KIND.test(plain(line)));
  const top = kindAt < 0 ? lines.slice(0, 14) : lines.slice(0, kindAt);
  const { number, date } = numberAndDate(kindAt < 0 ? lines.slice(0, 20) : lines.slice(0, kindAt + 1));
  const kind = kindAt < 0 ? '' : (lines[kindAt] ?? '').replace(/:$/, '');
  const titleLine = kindAt < 0 ? '' : titleAfter(lines, kindAt);
  const all = passages.map(({ text }) => text);
  return {
    number,
    date,
    kind,
    title: titleLine,
    issuer: issuerOf(lines, top, kindAt),
    scope: '',
    replaces: replacesIn(all),
    basedOn: basisIn(all),
    years: yearsOf(titleLine),
  };
}

function numberAndDate(lines: readonly string[]): { number: string; date: string } {
  let number = '';
  let date = '';
  for (const line of lines) {
    const sign = /^(?:.{0,80}\s)?số ?: ?(\d{1,6}[\p{L}\d]{0,6}(?: ?[/-] ?[\p{L}\d]{1,20}){1,5})/iu.exec(line);
    if (number === '' && sign) number = (sign[1] ?? '').replace(/ /g, '');
    const letters = plain(line);
    const day = /ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})/.exec(letters);
    const month = /ngay ?[.…\s]* ?thang (\d{1,2}) nam (\d{4})/.exec(letters);
    const isPlaced = /, ?ngay\b/.test(letters) || /^ngay\b/.test(letters);
    if (date === '' && isPlaced && day) date = `${day[3]}-${two(day[2])}-${two(day[1])}`;
    else if (date === '' && isPlaced && month) date = `${month[2]}-${two(month[1])}`;
  }
  return { number, date };
}

function two(text: string | undefined): string {
  return (text ?? '').padStart(2, '0');
}

/** The lines of the title behind the kind of document, up to the first sentence or heading. */
function titleAfter(lines: readonly string[], kindAt: number): string {
  const title: string[] = [];
  for (const line of lines.slice(kindAt + 1, kindAt + 7)) {
    const letters = plain(line);
    if (
      /^(?:can cu|thuc hien |theo |xet |i\.|chu tich|giam doc|uy ban nhan dan tinh)/.test(letters) &&
      title.length > 0
    )
      break;
    if (/^(?:can cu|chu tich|uy ban nhan dan|giam doc)/.test(letters)) break;
    title.push(line);
    if (/[.]$/.test(line)) break;
  }
  return title.join(' ').trim();
}

function yearsOf(title: string): [number, number] | null {
  const letters = plain(title).replace(/\d{1,5}\/[a-z][a-z-]{0,30}(?: ?ngay [\d/]{6,10})?/g, ' ');
  const span = /(20\d{2}) ?[-–] ?(20\d{2})|tu nam (20\d{2}) den (?:nam )?(20\d{2})/.exec(letters);
  if (span) return [Number(span[1] ?? span[3]), Number(span[2] ?? span[4])];
  const one = /\bden nam (20\d{2})\b/.exec(letters) ?? [...letters.matchAll(/\bnam (20\d{2})\b/g)].at(-1);
  return one ? [Number(one[1]), Number(one[1])] : null;
}

const LOWER_WORDS = new Set([
  'và',
  'của',
  'các',
  'tỉnh',
  'thành',
  'phố',
  'huyện',
  'xã',
  'dân',
  'nhân',
  'ban',
  'tịch',
  'đốc',
  'tạo',
  'vụ',
  'thông',
  'nghiệp',
  'chính',
  'hội',
  'môi',
  'trường',
]);

/** Capitals as people write them: `ỦY BAN NHÂN DÂN TỈNH GIA LAI` → `Ủy ban nhân dân tỉnh Gia Lai`. */
export function spoken(capitals: string): string {
  if (!isCapitals(capitals)) return capitals.trim();
  const words = capitals.trim().toLowerCase().split(/ /);
  const provinceAt = words.findLastIndex((word) =>
    ['tỉnh', 'phố', 'phường', 'xã', 'huyện', 'quận', 'trấn', 'khu'].includes(word),
  );
  const isDepartment = words[0] === 'sở';
  return words
    .map((word, index) => {
      const isName = provinceAt >= 0 && index > provinceAt;
      const starts = isDepartment && index > 0 && !LOWER_WORDS.has(word) && provinceAt < 0;
      if (word === 'ubnd' || word === 'hđnd') return word.toUpperCase();
      return index === 0 || isName || starts ? word.replace(/(^|-)\p{L}/gu, (letter) => letter.toUpperCase()) : word;
    })
    .join(' ')
    .replace(/(\s)[uủ][ỷy] ban/u, '$1Ủy ban');
}

/** Who decides: the line in capitals behind the kind, else the lines of the head, else whoever "ban hành", "xây dựng" it. */
function issuerOf(lines: readonly string[], top: readonly string[], kindAt: number): string {
  const decider = lines
    .slice(kindAt + 1, kindAt + 10)
    .find((line) => isCapitals(line) && /^(?:CHỦ TỊCH|GIÁM ĐỐC|ỦY BAN|UỶ BAN|BỘ TRƯỞNG|THỦ TƯỚNG)/.test(line));
  const place = placeOf(lines);
  if (decider !== undefined && !/^GIÁM ĐỐC$/.test(decider.trim())) {
    const isOpen = /(?:TỈNH|THÀNH PHỐ|PHƯỜNG|XÃ|HUYỆN|QUẬN|ĐẶC KHU|THỊ TRẤN|NHÂN DÂN)$/u.test(decider.trim());
    return isOpen && place !== '' ? `${spoken(`${decider} X`).slice(0, -2)} ${place}` : spoken(decider);
  }
  const heads = top.filter((line) => isCapitals(line) && !FORMAL.test(plain(line)));
  const department = heads.find((line) => /^(?:SỞ|BAN QUẢN LÝ|CỤC|THANH TRA|VĂN PHÒNG|CÔNG AN)(?=\s|$)/u.test(line));
  const province = heads
    .map((line) => /(?:TỈNH|THÀNH PHỐ|TP\.?) (.{1,40})$/u.exec(line)?.[1])
    .find((one) => one !== undefined);
  const name = place !== '' ? place : province === undefined ? '' : spoken(`TỈNH ${province}`).replace(/^Tỉnh /, '');
  const said = lines
    .map(
      (line) =>
        /(?:^|[,;]\s)(Sở [^,.;:]{3,80}?|UBND [^,.;:]{3,80}?|Ủy ban nhân dân [^,.;:]{3,80}?|Ban [^,.;:]{3,80}?) (?:xây dựng|ban hành) (?:và ban hành )?(?:Kế hoạch|Chương trình|kế hoạch|chương trình)/u.exec(
          line,
        )?.[1],
    )
    .find((one) => one !== undefined);
  const body = department !== undefined ? departmentName(department) : (said ?? '');
  if (/^Sở.* (?:tỉnh|thành phố|tp\.) /.test(body)) return body;
  if (/^Sở/.test(body))
    return name === '' || plain(body).includes(plain(name))
      ? body
      : `${body} tỉnh ${name}`
          .replace('tỉnh TP.', 'Thành phố ')
          .replace(/tỉnh (Hà Nội|Đà Nẵng|Cần Thơ|Hải Phòng|Huế|Thành phố)/, (_, city) =>
            city === 'Thành phố' ? city : `thành phố ${city}`,
          );
  const council = heads.join(' ').split(' CỘNG HÒA')[0] ?? '';
  if (/ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND/.test(council)) return spoken(council);
  return body !== '' ? body : spoken(heads[0] ?? '');
}

/** `SỞ GIÁO DỤC VÀ ĐÀO TẠO` → `Sở Giáo dục và Đào tạo`: each thing that it is for begins with a capital. */
function departmentName(capitals: string): string {
  const known = /^(?:SỞ) (.*)$/u.exec(capitals.trim());
  if (known === null) return spoken(capitals);
  const [own = '', province] = (known[1] ?? '').split(/ (?=(?:TỈNH|THÀNH PHỐ|TP\.?) )/u);
  const parts = own.toLowerCase().split(/( và |, ?| - )/u);
  const names = parts.map((part) =>
    /^(?: và |, ?| - )$/u.test(part) ? part : part.charAt(0).toUpperCase() + part.slice(1),
  );
  const of =
    province === undefined ? '' : ` ${spoken(`${province} `).replace(/^\p{Lu}/u, (letter) => letter.toLowerCase())}`;
  return `Sở ${names.join('')}${of}`;
}

/** `Bà Rịa - Vũng Tàu, ngày … tháng …`: the place before the date. */
function placeOf(lines: readonly string[]): string {
  const line = lines.slice(0, 30).find((one) => /, ?ngay\b.{0,20}thang/.test(plain(one)));
  return line === undefined
    ? ''
    : (/(\p{Lu}[^,;:\n]{0,60}), ?ngày/u.exec(line)?.[1] ?? '')
        .replace(/^.*\s{3,}/, '')
        .replace(/–/g, '-')
        .trim();
}

function basisIn(texts: readonly string[]): string[] {
  const found: string[] = [];
  for (const text of texts.slice(0, 60)) {
    if (!/^(?:[-+] ?)?(?:căn cứ|thực hiện|theo đề nghị|xét đề nghị|triển khai thực hiện|theo)(?=\s)/iu.test(text))
      continue;
    for (const match of text.matchAll(CITED)) found.push(tidy(match[1] ?? ''));
  }
  return [...new Set(found)].filter((one) => !found.some((other) => other !== one && other.startsWith(`${one} ngày`)));
}

function tidy(cited: string): string {
  return cited
    .replace(/ /g, ' ')
    .replace(/ số ?:? ?/, ' ')
    .replace(/ ?\/ ?/g, '/')
    .replace(/,? ngày/, ' ngày')
    .trim();
}

/** "Quyết định này … thay thế Quyết định số …": said of the document itself. */
function replacesIn(texts: readonly string[]): string[] {
  const found: string[] = [];
  for (const text of texts) {
    const at = /\b(?:quyet dinh|ke hoach|van ban|chi thi|chuong trinh) nay\b.*?\b(?:thay the|bai bo)\b/.exec(
      plain(text),
    );
    if (at === null) continue;
    for (const match of text.slice(at.index + at[0].length).matchAll(CITED))
      found.push(tidy(match[1] ?? '').replace(/^(?:Quyết định|Kế hoạch|Chương trình|Chỉ thị) /, ''));
  }
  return [...new Set(found)];
}
