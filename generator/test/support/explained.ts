import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Block, blocksOf, type Diagnostic, type Page } from "../../src/diagnostics/index.ts";
import { makeFolder } from "./folder.ts";
import { raiseVersions } from "./release-folder.ts";
import { runHere } from "./run-here.ts";

/** The files and the commands of an example, or of one way to fix it. */
interface Attempt {
  readonly files: Map<string, string>;
  readonly commands: string[];
}

/** What examples leave out of their files, by the name of the file. A file that has one of the keys itself keeps it. */
const WHOLE_DOCUMENT = [
  "openapi: 3.1.0\n",
  "info: { title: Shop, version: 1.0.0 }\n",
  "servers: [{ url: https://shop.example }]\n",
  "paths: {}\n",
];

const FRAMES: { readonly [file: string]: readonly string[] | undefined } = {
  "openapi.yaml": WHOLE_DOCUMENT,
  "next.yaml": WHOLE_DOCUMENT,
  "sdk.config.yaml": [
    "documents: [openapi.yaml]\n",
    "output: sdk\n",
    "manifest: { repository: https://github.com/acme/shop }\n",
  ],
  "overlay.yaml": ["overlay: 1.1.0\n", "info: { title: Corrections, version: 1.0.0 }\n"],
};

/** The document of an example that is not about the document. */
const DOCUMENT = `paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      responses: { "204": { description: None. } }
`;

/** What the last commands of an example and of its fixes report. */
export interface Explained {
  readonly example: readonly Diagnostic[];
  readonly fixes: readonly (readonly Diagnostic[])[];
}

/** Runs the example of a page, and each of its fixes in a folder where the example has run. */
export async function runPage({ example, fix }: Page): Promise<Explained> {
  const before = exampleOf(example);
  const first = await makeFolder();
  const found = await runIn(first, before);
  const fixes: (readonly Diagnostic[])[] = [];
  for (const { files, commands } of attemptsOf(fix)) {
    const folder = fixes.length === 0 ? first : await makeFolder();
    if (folder !== first) await runIn(folder, before);
    const again = commands.some(isSdkgen) ? [] : lastOf(before, files);
    fixes.push(await runIn(folder, { files, commands: [...commands, ...again] }));
  }
  return { example: found, fixes };
}

function exampleOf(markdown: string): Attempt {
  const [found] = attemptsOf(markdown);
  if (found === undefined) throw new Error("the example has no code");
  const files = new Map([["openapi.yaml", complete("openapi.yaml", DOCUMENT)], ...found.files]);
  return { files, commands: found.commands.length > 0 ? found.commands : [lint(files)] };
}

/** The last command of an example, when files were changed. A configuration that a fix adds names the document. */
function lastOf({ files, commands }: Attempt, changed: Attempt["files"]): readonly string[] {
  const isLint = commands.join() === lint(files);
  return isLint ? [lint(new Map([...files, ...changed]))] : commands.slice(-1);
}

function lint(files: Attempt["files"]): string {
  return files.has("sdk.config.yaml") ? "sdkgen lint" : "sdkgen lint --spec openapi.yaml";
}

/** The blocks of code, divided where a file appears again, or after commands. */
function attemptsOf(markdown: string): readonly Attempt[] {
  const attempts: Attempt[] = [];
  for (const block of blocksOf(markdown)) {
    if (block.kind === "prose" || block.language === "text") continue;
    const name = block.language === "sh" ? "" : nameOf(block);
    let attempt = attempts.at(-1);
    if (attempt === undefined || attempt.commands.length > 0 || attempt.files.has(name)) {
      attempt = { files: new Map(), commands: [] };
      attempts.push(attempt);
    }
    if (block.language === "sh")
      attempt.commands.push(...block.text.trim().replaceAll("\\\n", "").split("\n"));
    else attempt.files.set(name, complete(name, block.text));
  }
  return attempts;
}

/** The first line of a block may be a comment with the name of its file. */
function nameOf({ text }: Block): string {
  return /^(?:#|\/\/) (\S+\.[a-z]+)\n/.exec(text)?.[1] ?? "openapi.yaml";
}

/** Adds what an example leaves out. A document that is a whole one has a version. */
function complete(name: string, text: string): string {
  if (/^(openapi|swagger|info):|^[^\w# ]/m.test(text) && name === "openapi.yaml") return text;
  const keys = new Set([...text.matchAll(/^\w+(?=:)/gm)].map(([key]) => key));
  const frame = (FRAMES[name] ?? []).filter((line) => !keys.has(line.slice(0, line.indexOf(":"))));
  return frame.join("") + text;
}

async function runIn(folder: string, { files, commands }: Attempt): Promise<readonly Diagnostic[]> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  let found: readonly Diagnostic[] = [];
  for (const command of commands) {
    if (isSdkgen(command)) found = await diagnosticsOf(command, folder);
    else if (command === "npx changeset version") await raiseVersions(folder, "sdk");
    else
      execFileSync("sh", ["-c", command], { cwd: folder, stdio: "pipe", env: { ...process.env, ...AUTHOR } });
  }
  return found;
}

/** For examples that commit. */
const AUTHOR = Object.fromEntries(
  ["AUTHOR", "COMMITTER"].flatMap((role) => [
    [`GIT_${role}_NAME`, "Ada"],
    [`GIT_${role}_EMAIL`, "ada@shop.example"],
  ]),
);

function isSdkgen(command: string): boolean {
  return command.startsWith("sdkgen ");
}

async function diagnosticsOf(command: string, folder: string): Promise<readonly Diagnostic[]> {
  const [, ...args] = command.match(/[^\s"']+|"[^"]*"|'[^']*'/g) ?? [];
  const plain = args.map((arg) => arg.replaceAll(/^["']|["']$/g, ""));
  const { stdout, stderr } = await runHere([...plain, "--format", "json"], folder);
  try {
    return (JSON.parse(stdout) as { readonly diagnostics?: readonly Diagnostic[] }).diagnostics ?? [];
  } catch {
    throw new Error(`${command} printed ${stdout}${stderr}`);
  }
}
