/** Words of the pane by id; `{name}` stands for a parameter. */
export type Catalogue = Readonly<Record<string, { vi: string; en: string }>>;
