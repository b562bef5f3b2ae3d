/** Writes `bao-cao.docx` beside itself: `node templates/make-narrative.ts`. Then it is edited in Word like any other. */
import { writeFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { wordPaper } from '../pipeline/formats/word-paper.ts';
import { EMPTY_PLACE } from '../pipeline/narrative/kept.ts';

const { line, centre, both, beside, grid, heading, written } = await wordPaper(28);
const body = { ...both, indent: { firstLine: 720 }, spacing: { before: 80, after: 80 } };
const bold = { ...centre, bold: true };
const chapter = (text: string) =>
  line(text, { bold: true, indent: { firstLine: 720 }, spacing: { before: 160, after: 80 } });
/** Becomes a content control that is filled by hand. */
const byHand = (tag: string) => line(`@@${tag}@@`, body);

const bytes = await written(
  [
    heading(
      '{co_quan_cap_tren}',
      '{co_quan}',
      [line('@@tay-so-ky-hieu@@', { ...centre, spacing: { before: 120 } })],
      line('@@tay-dia-danh-ngay@@', { ...centre, italics: true, spacing: { before: 120 } }),
    ),
    line('BÁO CÁO', { ...bold, spacing: { before: 320 } }),
    line('Kết quả thực hiện {ke_hoach}', bold),
    line('(từ {tu_ngay} đến {den_ngay})', { ...centre, italics: true, spacing: { after: 200 } }),
    line('Thực hiện {ke_hoach}, {ten_don_vi} báo cáo kết quả từ {tu_ngay} đến {den_ngay} như sau:', body),
    chapter('I. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU'),
    line('{ket_luan} Kết quả từng chỉ tiêu:', body),
    grid(
      [600, 3450, 1500, 1250, 2550],
      ['TT', 'Chỉ tiêu', 'Kết quả', 'Ngưỡng', 'Đánh giá'],
      [
        [
          '{#chi_tieu}{stt}',
          '{ten}',
          '{ket_qua}',
          '{nguong}',
          '{danh_gia}{#con_thieu}: {con_thieu}{/con_thieu}{/chi_tieu}',
        ],
      ],
      (column) => column !== 1 && column !== 4,
    ),
    line('{#luu_y}', body),
    line('Số liệu còn thiếu: {.}.', body),
    line('{/luu_y}', body),
    chapter('II. NGUYÊN NHÂN CHƯA ĐẠT'),
    line('{#nguyen_nhan}', body),
    line('- {.}', body),
    line('{/nguyen_nhan}', body),
    byHand('tay-nguyen-nhan'),
    chapter('III. DỰ KIẾN ĐẾN HẠN'),
    line('{#du_kien}', body),
    line('- {.}', body),
    line('{/du_kien}', body),
    line('{^du_kien}', body),
    line('Không còn mốc nào ở phía trước.', body),
    line('{/du_kien}', body),
    chapter('IV. NHIỆM VỤ, GIẢI PHÁP'),
    line('{#giai_phap}', body),
    line('- {.}', body),
    line('{/giai_phap}', body),
    byHand('tay-giai-phap'),
    chapter('V. KIẾN NGHỊ, ĐỀ XUẤT'),
    byHand('tay-kien-nghi'),
    line('Trên đây là báo cáo kết quả thực hiện kế hoạch đến {den_ngay} của {ten_don_vi}./.', body),
    beside(
      [
        line('Nơi nhận:', { bold: true, italics: true, size: 24 }),
        line('{#noi_nhan}', { size: 22 }),
        line('- {.}', { size: 22 }),
        line('{/noi_nhan}', { size: 22 }),
      ],
      [
        line('{#chuc_vu}', bold),
        line('{.}', bold),
        line('{/chuc_vu}', bold),
        line('', { spacing: { before: 1100 } }),
        line('{nguoi_ky}', bold),
      ],
    ),
  ],
  true,
);

/** What stands there until somebody writes: the number's and the date's places as the decree has them. */
const USUAL: Readonly<Record<string, string>> = {
  'tay-so-ky-hieu': 'Số:        /BC-{viet_tat}',
  'tay-dia-danh-ngay': '{dia_danh}, ngày       tháng       năm       ',
};

const parts = unzipSync(bytes);
const document = strFromU8(parts['word/document.xml'] ?? new Uint8Array()).replace(
  /<w:p>(?:(?!<w:p>).)*?@@(tay-[a-z-]+)@@.*?<\/w:p>/gs,
  (paragraph, tag: string) =>
    `<w:sdt><w:sdtPr><w:alias w:val="Viết tay, được giữ lại"/><w:tag w:val="${tag}"/></w:sdtPr><w:sdtContent>${paragraph.replace(`@@${tag}@@`, USUAL[tag] ?? EMPTY_PLACE)}</w:sdtContent></w:sdt>`,
);
// What is typed looks like what stands there.
const FONT =
  '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman"/>';
const styles = strFromU8(parts['word/styles.xml'] ?? new Uint8Array()).replace(
  '<w:rPrDefault/>',
  `<w:rPrDefault><w:rPr>${FONT}<w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:rPrDefault>`,
);
// The same bytes each time: a zip has days of its own.
const day = new Date(2024, 0, 1);
const zipped = zipSync(
  Object.fromEntries(
    Object.entries({ ...parts, 'word/document.xml': strToU8(document), 'word/styles.xml': strToU8(styles) }).map(
      ([name, content]) => [
        name,
        [
          name === 'docProps/core.xml'
            ? strToU8(strFromU8(content).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2024-01-01T00:00:00Z'))
            : content,
          { mtime: day },
        ],
      ],
    ),
  ),
);
writeFileSync(new URL('bao-cao.docx', import.meta.url), zipped);
