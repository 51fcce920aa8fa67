import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../workspace.ts";

/** A section of docs/calls.md: the package of an API, and a program that uses it. */
export interface CallsSection {
  /** The name of its document, without extensions. */
  readonly document: string;
  /** The name of the package, `@acme/openai`. */
  readonly packageName: string;
  /** The class of the client. */
  readonly client: string;
  readonly program: string;
  /** The line of the page before the program. */
  readonly line: number;
}

/** The page with the calls. */
export const callsPage = "docs/calls.md";

/** Reads the sections of docs/calls.md. */
export async function readCallsPage(): Promise<readonly CallsSection[]> {
  return callsSections(await readFile(join(root, callsPage), "utf8"));
}

/**
 * The sections of a page that have a command and a program.
 *
 * @throws Error if a program has no command before it.
 */
export function callsSections(page: string): readonly CallsSection[] {
  const blocks = page.matchAll(/^```ts no-compile\n(?<program>[\s\S]*?)^```$/gm);
  return [...blocks].map((block): CallsSection => {
    const before = page.slice(0, block.index);
    const line = before.split("\n").length;
    const [command] = [...before.matchAll(COMMAND)].slice(-1);
    const { document, packageName, client } = command?.groups ?? {};
    if (document === undefined || packageName === undefined || client === undefined) {
      throw new Error(`${callsPage}:${line} no command before this program generates its package`);
    }
    return { document, packageName, client, program: block.groups?.program ?? "", line };
  });
}

const COMMAND =
  /^sdkgen generate --spec (?<document>[\w-]+)\.json --name (?<packageName>\S+) --client (?<client>\w+) --out sdk$/gm;
