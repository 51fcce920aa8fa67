import { groupBy } from "../src/groups.ts";
import { TEMPLATE_VARIABLES, type TemplateName } from "../src/printer/template-variables.ts";
import type { DocumentedKey } from "./doc-comments.ts";

const INTRODUCTION = `# Custom templates

The Markdown of generated packages and the text of their changelogs are printed from [Handlebars](https://handlebarsjs.com/guide/) templates. \`templates\` in the configuration
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

Features write their own files, and \`sdkgen init\` writes the README of a repository once; neither uses these templates.

The following lists are made from the doc comments of the variables. A value in italics may be missing; \`{{#if name}}\` asks for it.
`;

/** Variables that several templates have. */
export interface SharedVariables {
  /** The heading, which other sections link to. */
  readonly title: string;
  readonly schema: Schema;
  readonly keys: readonly DocumentedKey[];
}

/** The page about the templates that the configuration can replace, with their variables. */
export function templatesPage(
  variablesOf: (name: TemplateName) => readonly DocumentedKey[],
  shared: readonly SharedVariables[],
): string {
  const names = Object.keys(TEMPLATE_VARIABLES) as readonly TemplateName[];
  const byVariables = groupBy(names, (name) => TEMPLATE_VARIABLES[name].variables);
  const sections = [...byVariables].map(([variables, own]) => {
    const heading = own.map((name) => `\`${name}\`: \`${TEMPLATE_VARIABLES[name].template}.hbs\``);
    return section(heading.join(", "), variablesOf(own[0] ?? "readme"), variables, shared);
  });
  const common = shared.map(({ title, keys, schema }) =>
    [`## ${title}`, "", ...tableOf(keys, schema, []), ""].join("\n"),
  );
  return [INTRODUCTION, ...common, ...sections].join("\n");
}

/** The table of a schema. Variables that it shares with others are in a table of their own. */
function section(
  title: string,
  keys: readonly DocumentedKey[],
  schema: Schema,
  shared: readonly SharedVariables[],
): string {
  const names = new Set(keys.map(({ name }) => name));
  const used = shared.filter((each) => each.keys.every(({ name }) => names.has(name)));
  const elsewhere = new Set(used.flatMap((each) => each.keys.map(({ name }) => name)));
  const own = keys.filter(({ name }) => !elsewhere.has(name));
  const links = used.map(linkTo).join(" and ");
  const sure = used.flatMap((each) => each.keys.filter((key) => isSurer(key, schema, each.schema)));
  const always = sure.map(({ name }) => `\`${name}\``).join(", ");
  return [
    `## ${title}`,
    "",
    ...(used.length === 0 ? [] : [`It has the variables of ${links}, and those below.`]),
    ...(sure.length === 0 ? [] : [`Here, ${always} are never missing.`]),
    ...(used.length === 0 ? [] : [""]),
    ...[...tableOf(own, schema, shared), ""],
  ].join("\n");
}

function linkTo({ title }: SharedVariables): string {
  return `[${title}](#${title.toLowerCase().replaceAll(" ", "-")})`;
}

/** Whether a variable that others may lack is always there. */
function isSurer({ name }: DocumentedKey, own: Schema, shared: Schema): boolean {
  return own.entries?.[name]?.wrapped === undefined && shared.entries?.[name]?.wrapped !== undefined;
}

/** @param shared Where objects are described that are not described again. */
function tableOf(
  keys: readonly DocumentedKey[],
  schema: Schema,
  shared: readonly SharedVariables[],
): readonly string[] {
  const known = new Map(
    shared.flatMap((each) =>
      Object.values(each.schema.entries ?? {}).map((own) => [own.wrapped ?? own, linkTo(each)] as const),
    ),
  );
  return ["| variable | type | meaning |", "|---|---|---|", ...rowsOf(keys, schema, "", known)];
}

/** The parts of a schema that its type depends on. */
export interface Schema {
  readonly type: string;
  readonly entries?: { readonly [name: string]: Schema };
  readonly item?: Schema;
  readonly wrapped?: Schema;
}

function rowsOf(
  keys: readonly DocumentedKey[],
  schema: Schema,
  prefix: string,
  known: ReadonlyMap<Schema, string>,
): readonly string[] {
  return keys.flatMap((key) => {
    const own = schema.entries?.[key.name];
    if (own === undefined) throw new Error(`the schema has no variable ${prefix}${key.name}`);
    const value = own.wrapped ?? own;
    const name = `${prefix}${key.name}`;
    const type = value.type === "array" ? "list" : value.entries === undefined ? value.type : "object";
    const text = own.wrapped === undefined ? type : `*${type}*`;
    const place = value.entries && known.get(value);
    const about = place === undefined ? key.doc : `${key.doc} Its parts are those in ${place}.`;
    const row = `| \`${name}\` | ${text} | ${about.replaceAll("|", "\\|")} |`;
    if (place !== undefined) return [row];
    const inner = value.item ?? value;
    return [row, ...rowsOf(key.keys, inner, value.item === undefined ? `${name}.` : `${name}[].`, known)];
  });
}
