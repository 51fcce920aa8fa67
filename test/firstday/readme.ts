/** A part of a README, from its heading to the next one. */
export interface Section {
  readonly title: string;
  readonly text: string;
}

/** The part of a Markdown text with a heading. The part before the first one has the title of the document. */
export function sectionOf(markdown: string, title: string): Section {
  const parts = markdown.split(/^(?=#{1,2} )/m);
  const text = parts.find((part) => part.replace(/^#+ /, "").startsWith(`${title}\n`));
  if (text === undefined) throw new Error(`the README has no section "${title}"`);
  return { title, text };
}

/** The blocks of code in a language. */
export function blocksOf({ title, text }: Section, language: string): readonly string[] {
  const blocks = [...text.matchAll(/^```(\w+).*\n([\s\S]*?)^```$/gm)].flatMap(([, name, code]) =>
    name === language && code !== undefined ? [code] : [],
  );
  if (blocks.length === 0) throw new Error(`the section "${title}" has no ${language}`);
  return blocks;
}

/** The number of words, with those in code. */
export function wordsOf({ text }: Section): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
