/** A name without case and punctuation: `pagesize` for `page_size` and `pageSize`. */
export function plain(name: unknown): string {
  return String(name)
    .toLowerCase()
    .replace(/[^a-z\d]/g, "");
}

/** Whether an object of a response is about pages, by its name. */
export function isAboutPages(name: string): boolean {
  return /^(page|pages|paging|pageinfo|pagination|meta|metadata)$/.test(plain(name));
}
