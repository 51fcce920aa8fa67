import { existsSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.ts";
import { readManifest, root } from "./workspace.ts";

/** A command in a block of shell code, split into words. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** The working directory, according to previous `cd` commands. */
  readonly folder: string;
}

/**
 * The commands of a block, without comments, prompts and variables. Chained commands are separate.
 *
 * @param start The working directory at the beginning. Default: the workspace.
 */
export function shellCommands(text: string, start: string = root): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  /** The examples in the package of the mock that were copied, by the folder of the copy. */
  const copies = new Map<string, string>();
  let folder = start;
  const lines = text.replaceAll("\\\n", " ").split("\n");
  for (const command of lines.flatMap((line) => line.replace(/(^|\s)#.*$/, "").split(/&&|\|\|?|;/))) {
    const words = command
      .trim()
      .replace(/^\$\s+/, "")
      .split(/\s+/);
    while (/^[A-Z_]+=/.test(words[0] ?? "")) words.shift();
    const example = /^cp -r \S+\/mock\/dist\/(examples\/\S+) (\S+)$/.exec(words.join(" "));
    if (example !== null) copies.set(join(folder, example[2] ?? ""), join(root, example[1] ?? ""));
    if (words[0] === "cd") folder = join(folder, words[1] ?? "");
    else if (words[0]) commands.push({ words, folder: copies.get(folder) ?? folder });
  }
  return commands;
}

/** The problem of a command. Undefined if it is valid, or does not use npm, pnpm or sdkgen. */
export async function problemOf({ words, folder }: ShellCommand): Promise<string | undefined> {
  const [program = "", ...parameters] = words[0] === "npx" ? withoutOptions(words.slice(1)) : words;
  const [name] = withoutOptions(parameters);
  switch (program.replace(/(?<=.)@.*$/, "")) {
    case "npm":
      return NPM.has(name ?? "")
        ? undefined
        : missingScript("npm", name === "run" ? second(parameters) : name, folder);
    case "pnpm":
      if (PNPM.has(name ?? "") || existsSync(join(root, "node_modules", ".bin", name ?? "-")))
        return undefined;
      return missingScript("pnpm", name === "run" ? second(parameters) : name, folder);
    case "sdkgen":
      return missingOption(parameters);
    default:
      return undefined;
  }
}

/** Built-in commands of npm and pnpm that the documentation may use. */
const NPM = new Set(["install", "ci", "publish", "pack", "view", "exec", "login"]);
const PNPM = new Set(["install", "add", "publish", "pack", "exec", "dlx"]);

/** The options of npx and pnpm that take the next word as their value. */
const WITH_VALUE = new Set(["--filter", "-F", "--package", "-p", "--dir", "-C", "--workspace", "-w"]);

function withoutOptions(words: readonly string[]): readonly string[] {
  const start = words.findIndex(
    (word, index) => !word.startsWith("-") && !WITH_VALUE.has(words[index - 1] ?? ""),
  );
  return start === -1 ? [] : words.slice(start);
}

function second(words: readonly string[]): string | undefined {
  return withoutOptions(words)[1];
}

function missingScript(program: string, name: string | undefined, folder: string): string | undefined {
  const scripts = existsSync(join(folder, "package.json")) ? readManifest(folder).scripts : {};
  if (name !== undefined && Object.hasOwn(scripts ?? {}, name)) return undefined;
  return `${program} has no command and package.json no script "${name ?? ""}"`;
}

/** Reads the commands and options from the help of `sdkgen`. */
async function missingOption([command = "", ...parameters]: readonly string[]): Promise<string | undefined> {
  if (command === "--help" || command === "--version") return undefined;
  if (!new RegExp(`^ {2}${command}\\b`, "m").test(await helpOf()))
    return `sdkgen has no command "${command}"`;
  const known = await helpOf(command);
  const options = parameters.filter((word) => word.startsWith("--")).map((word) => word.split("=")[0] ?? "");
  const unknown = options.find((option) => !new RegExp(`${option}\\b`).test(known));
  return unknown && `sdkgen ${command} has no option ${unknown}`;
}

/** The help of `sdkgen` and of its commands, which is printed once for all documents. */
const helps = new Map<string, Promise<string>>();

function helpOf(...command: readonly string[]): Promise<string> {
  const key = command.join(" ");
  const help = helps.get(key) ?? printHelp(command);
  helps.set(key, help);
  return help;
}

async function printHelp(command: readonly string[]): Promise<string> {
  const program = join(root, "generator", "src", "bin.ts");
  const { stdout } = await run(process.execPath, [program, ...command, "--help"], { cwd: root });
  return stdout;
}
