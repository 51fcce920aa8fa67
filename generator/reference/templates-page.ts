import { TEMPLATE_VARIABLES, type TemplateName } from "../src/printer/template-variables.ts";
import type { DocumentedKey } from "./doc-comments.ts";

const INTRODUCTION = `# Templates of your own

The Markdown of generated packages is printed from [Handlebars](https://handlebarsjs.com/guide/) templates. \`templates\` in the configuration
replaces them with files of yours, whose paths are relative to the configuration:

\`\`\`ts
import { defineConfig } from "@copilot-sdk/generator";

export default defineConfig({
  documents: ["openapi.yaml"],
  output: "../packages",
  templates: { readme: "templates/readme.md.hbs" },
});
\`\`\`

Start with a copy of the generator's own template. The installed package has them in \`node_modules/@copilot-sdk/generator/dist/templates\`:

\`\`\`sh
cp node_modules/@copilot-sdk/generator/dist/templates/readme.md.hbs spec/templates/
\`\`\`

## Escaping

The values come from a document that may contain anything, so each is escaped for the place where it is printed:

| in a template | for |
|---|---|
| \`{{text name}}\` | text and cells of tables; code in backticks stays code |
| \`{{code call}}\` | inline code, with as many backticks as it needs |
| \`{{text-block program}}\` | the lines of a code block, with the indentation of \`style.indent\` |
| \`{{sentence style}}\` | sentences in which names are code |
| \`{{name}}\` | HTML |

\`{{{name}}}\` and \`{{&name}}\`, which do not escape, are errors. So are partials, decorators, and helpers other than these and \`if\`, \`unless\`, \`each\`,
\`with\` and \`lookup\`. A variable that does not exist is an error with its position, even in a part that is not printed:

\`\`\`text
spec/templates/readme.md.hbs:7:8 error unknown-template-name: \`clinet\` is not a variable of this template
  help: did you mean \`client\`?
\`\`\`

\`sdkgen check\` compares what your templates print, and \`sdkgen generate --watch\` runs again when one of them changes.

The following lists are made from the doc comments of the variables. A value in italics may be missing; \`{{#if name}}\` asks for it.
`;

/** The page about the templates that the configuration can replace, with their variables. */
export function templatesPage(variablesOf: (name: TemplateName) => readonly DocumentedKey[]): string {
  const names = Object.keys(TEMPLATE_VARIABLES) as readonly TemplateName[];
  const sections = names.map((name) => {
    const { template, variables } = TEMPLATE_VARIABLES[name];
    const rows = rowsOf(variablesOf(name), variables, "");
    const table = ["| variable | type | meaning |", "|---|---|---|", ...rows];
    return [`## \`${name}\`: \`${template}.hbs\``, "", ...table, ""].join("\n");
  });
  return [INTRODUCTION, ...sections].join("\n");
}

/** The parts of a schema that its type depends on. */
interface Schema {
  readonly type: string;
  readonly entries?: { readonly [name: string]: Schema };
  readonly item?: Schema;
  readonly wrapped?: Schema;
}

function rowsOf(keys: readonly DocumentedKey[], schema: Schema, prefix: string): readonly string[] {
  return keys.flatMap((key) => {
    const own = schema.entries?.[key.name];
    if (own === undefined) throw new Error(`the schema has no variable ${prefix}${key.name}`);
    const value = own.wrapped ?? own;
    const name = `${prefix}${key.name}`;
    const type = value.type === "array" ? "list" : value.entries === undefined ? value.type : "object";
    const text = own.wrapped === undefined ? type : `*${type}*`;
    const row = `| \`${name}\` | ${text} | ${key.doc.replaceAll("|", "\\|")} |`;
    const inner = value.item ?? value;
    return [row, ...rowsOf(key.keys, inner, value.item === undefined ? `${name}.` : `${name}[].`)];
  });
}
