import { type CodeGroup, readPage } from "../src/diagnostics/index.ts";

const INTRODUCTION = `# Problems and their fixes

Each problem that \`sdkgen\` reports has a code. \`sdkgen explain CODE\` prints its page, and \`sdkgen explain\` prints this list. An
*error* stops the command. A *warning* says how the generator reads the document, or what it leaves out; with \`--strict\` it is an error. A
*note* says that nothing is wrong.

If you cannot change the document, write its fix as [an overlay](../other-apis.md#overlays-correcting-a-document-that-is-not-yours).

The examples leave out what they have in common: a document also has \`openapi: 3.1.0\`, \`info\` and \`servers\`, and a configuration has
\`documents: [openapi.yaml]\` and \`output: sdk\`. Without a command, an example is for \`sdkgen lint\`. A test runs every example and every
fix. These pages are made from \`generator/src/diagnostics/pages\`.
`;

/** The list of all problems, with links to their explanations. */
export function diagnosticsIndex(groups: readonly CodeGroup[]): string {
  const tables = groups.map(({ name, title, codes }) => {
    const rows = codes.map((code) => {
      const page = readPage(code);
      return `| [\`${code}\`](${name}.md#${code}) | ${page.severity} | ${page.title.replaceAll("|", "\\|")} |\n`;
    });
    return `## ${title}\n\n| code | severity | problem |\n|---|---|---|\n${rows.join("")}`;
  });
  return [INTRODUCTION, ...tables].join("\n");
}

/** The explanations of the problems with the same subject. */
export function diagnosticsPage({ title, codes }: CodeGroup): string {
  const sections = codes.map((code) => {
    const page = readPage(code);
    const parts = [page.cause, "### Example", page.example, "### Fix", page.fix].join("\n\n");
    return `## ${code}\n\n**${page.title}** (${page.severity}).\n\n${parts}\n`;
  });
  return [`# ${title}: problems and their fixes\n`, ...sections].join("\n");
}
