import type { OutputFile } from "../../src/output/index.ts";

const COUNT = 60;

/** Many files, in one of two versions: `a` or `b`. A third of the paths exist in only one of them. */
export function versionOf(version: string): readonly OutputFile[] {
  return Array.from({ length: COUNT }, (_, index) => {
    const name = index % 3 === 0 ? `only-${version}-${index}` : `both-${index}`;
    return { path: `p/folder-${index % 7}/${name}.ts`, text: `export const version = "${version}";\n` };
  });
}
