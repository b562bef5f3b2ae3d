/** With a capital letter at its head. */
export function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

/** `Sở Giáo dục và Đào tạo` → `SGDĐT`, `Ủy ban nhân dân tỉnh …` → `UBND`: for the number of a document. */
export function officeAbbreviation(name: string): string {
  if (isCommittee(name)) return 'UBND';
  const words = name.replace(/(?<!\s)\s+(tỉnh|thành phố|huyện|thị xã|quận)\s.*$/isu, '').split(/[\s\-–,]+/);
  return words
    .filter((word) => word !== '' && !/^(và|của|các)$/i.test(word))
    .map((word) => word[0]!.toUpperCase())
    .join('');
}

/** A people's committee by its name, written out or as `UBND`. */
export function isCommittee(name: string): boolean {
  return /^(Ủy ban nhân dân|Uỷ ban nhân dân|UBND)(\s|$)/iu.test(name);
}
