import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../compiler.ts";
import { readManifest, root } from "../workspace.ts";
import type { Snippet } from "./collect.ts";

/** The module with the names that snippets use without declaring them, beside the snippets. */
export const CONTEXT = "./context.ts";

/** The file of a snippet in the project. */
export function fileOf({ id, extension }: Snippet): string {
  return `${id.replace(/[/:]/g, "-")}.${extension}`;
}

/** The text of a snippet as a module: the client of the first example of its file, and imports for the names that it does not declare. */
export function completed(snippet: Snippet, missing: readonly string[], others: readonly Snippet[]): string {
  const client = clientOf(snippet, others);
  const imports = [...new Set(missing)].flatMap((name) => {
    if (client !== undefined && name === client.name) return [client.code];
    return importOf(name, snippet.path);
  });
  return `${imports.join(" ")}\n${snippet.text}`;
}

/** The names that a compiler did not find in a file. */
export function missingNames(file: string, diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics
    .filter((each) => each.file === file)
    .flatMap(
      ({ message }) =>
        /^(?:Cannot find name|No value exists in scope for the shorthand property) '([^']+)'/.exec(
          message,
        )?.[1] ?? [],
    );
}

/** The client that the first example of a Markdown file creates: later ones go on with it. */
function clientOf(
  { path }: Snippet,
  others: readonly Snippet[],
): { readonly name: string; readonly code: string } | undefined {
  const first = others.find((other) => other.path === path && /^const \w+ = new \w+\(\);$/m.test(other.text));
  const [statement = "", name = "", className = ""] =
    /^const (\w+) = new (\w+)\(\);$/m.exec(first?.text ?? "") ?? [];
  const source = new RegExp(`^import \\{[^}]*\\b${className}\\b[^}]*\\} from ("[^"]+");$`, "m").exec(
    first?.text ?? "",
  )?.[1];
  return source === undefined
    ? undefined
    : { name, code: `import { ${className} } from ${source}; ${statement}` };
}

/** The import of a name: from the context, or else from the package that the snippet documents, or from any other. */
function importOf(name: string, path: string): readonly string[] {
  const inContext = context.find((each) => each.name === name);
  if (inContext !== undefined) return [importText(inContext, CONTEXT)];
  const own = packageOf(path);
  const found = exports.filter((each) => each.name === name);
  const best = found.find(({ module }) => own !== undefined && module.startsWith(own)) ?? found[0];
  if (best === undefined) return [];
  return [importText(best, best.module)];
}

function importText({ name, isType }: Omit<Exported, "module">, module: string): string {
  return `import ${isType ? "type " : ""}{ ${name} } from "${module}";`;
}

function packageOf(path: string): string | undefined {
  const folder = /^(packages\/[^/]+|generator)\//.exec(path)?.[1];
  return folder === undefined ? undefined : readManifest(join(root, folder)).name;
}

interface Exported {
  readonly name: string;
  readonly module: string;
  readonly isType: boolean;
}

/** The exports of all modules that examples may use. Those of the API come first. */
const exports: readonly Exported[] = [
  ...["copilot-sdk", "webhooks", "runtime"].map((name) => `packages/${name}`),
  ...readdirSync(join(root, "packages")).map((name) => `packages/${name}`),
  "generator",
].flatMap((folder) => {
  const { name, exports = {} } = readManifest(join(root, folder));
  return Object.entries(exports).flatMap(([key, target]) => {
    const file = /"((?:\.\/)?(?:dist\/[^"]+\.js|src\/[^"]+\.ts))"/.exec(JSON.stringify(target))?.[1];
    if (file === undefined) return [];
    const module = name + key.slice(1);
    return exportsIn(join(root, folder, file.replace(/\.js$/, ".d.ts"))).map((each) => ({ ...each, module }));
  });
});

const context = exportsIn(join(import.meta.dirname, "context.ts"));

/** The names that a declaration file exports. */
function exportsIn(file: string): readonly Omit<Exported, "module">[] {
  const text = readFileSync(file, "utf8");
  const lists = [...text.matchAll(/^export (type )?\{([^}]*)\}/gm)].flatMap(([, type, names = ""]) =>
    names.split(",").flatMap((part) => {
      const [, own, name] = /^\s*(type )?(?:\w+ as )?(\w+)\s*$/.exec(part) ?? [];
      return name === undefined ? [] : [{ name, isType: type !== undefined || own !== undefined }];
    }),
  );
  const declared = [
    ...text.matchAll(
      /^export (?:declare )?(?:async )?(const|function|class|abstract class|interface|type) (\w+)/gm,
    ),
  ].map(([, keyword, name = ""]) => ({ name, isType: keyword === "interface" || keyword === "type" }));
  return [...lists, ...declared];
}
