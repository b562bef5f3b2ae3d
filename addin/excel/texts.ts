import type { Words } from '../../pipeline/messages.ts';
import { labelOf } from '../../pipeline/report/layout.ts';

const PARTS = {
  value: { vi: 'kết quả', en: 'value' },
  numerator: { vi: 'tử số', en: 'numerator' },
  denominator: { vi: 'mẫu số', en: 'denominator' },
  threshold: { vi: 'ngưỡng', en: 'threshold' },
  verdict: { vi: 'đánh giá', en: 'verdict' },
} as const;

/** What a name or table of the report holds, in words. */
export function placeWords(content: string): Words {
  return labelOf(content) ?? labelOf(content.replace(/_\d+$/, '')) ?? { vi: content, en: content };
}

/** `Hồ sơ trực tuyến từ xa, kết quả` */
export function boundWords(target: Words, part: keyof typeof PARTS): Words {
  const { vi, en } = PARTS[part];
  return { vi: `${target.vi}, ${vi}`, en: `${target.en}, ${en}` };
}

export function missingName(content: string, name: string): Words {
  const { vi, en } = placeWords(content);
  return { vi: `tên ô "${name}" (${vi})`, en: `the name "${name}" (${en})` };
}

export function missingTable(content: string, name: string): Words {
  const { vi, en } = placeWords(content);
  return { vi: `bảng "${name}" (${vi})`, en: `the table "${name}" (${en})` };
}

/** `column` is a header of the report, which is Vietnamese. */
export function missingColumn(content: string, column: string): Words {
  const { vi, en } = placeWords(content);
  return { vi: `cột "${column}" của bảng "${vi}"`, en: `the column "${column}" of the table "${en}"` };
}

export function missingBinding({ vi, en }: Words): Words {
  return { vi: `ô gắn chỉ tiêu: ${vi}`, en: `the bound cell: ${en}` };
}

/** Excel on the web cannot bring it in. */
export function missingChart(name: string): Words {
  return {
    vi: `biểu đồ "${name}" (Excel trên web không nhận; lập báo cáo bằng Excel trên máy để có biểu đồ)`,
    en: `the chart "${name}" (Excel on the web does not take it; build the report in desktop Excel to have it)`,
  };
}
