/** The anchors that GitHub and npm give to the headings of one file, in the order of the headings. */
export class Anchors {
  readonly #used = new Set<string>();

  /** The anchor of the next heading. */
  next(title: string): string {
    const slug = title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-");
    let anchor = slug;
    for (let count = 1; this.#used.has(anchor); count += 1) anchor = `${slug}-${count}`;
    this.#used.add(anchor);
    return anchor;
  }
}
