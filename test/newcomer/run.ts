// `pnpm test:newcomer [FOLDER]`: what a newcomer does with each document, each package manager and each Node, from a real registry.

import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readManifest, testFolder } from "../support/workspace.ts";
import { type Document, findDocuments } from "./documents.ts";
import { travel } from "./journey.ts";
import { createCache, MANAGERS, Manager, type ManagerName, NODES, type NodeName } from "./manager.ts";
import { fillRegistry } from "./registry.ts";
import { type Result, renderResults } from "./report.ts";

const USAGE = `Usage: pnpm test:newcomer [FOLDER] [--only NAME]... [--manager npm|pnpm] [--node 20|24] [--json]

FOLDER has the documents, such as openai.json. Without it, only those in npm packages are tried.`;

process.exitCode = await main(process.argv.slice(2));

async function main(parameters: readonly string[]): Promise<0 | 1 | 2> {
  const chosen = readOptions(parameters);
  if (chosen === undefined) {
    console.error(USAGE);
    return 2;
  }
  const { documents, managers, nodes, isJson } = chosen;
  const found = documents.flatMap(({ name, path }) => (path === undefined ? [] : [{ name, path }]));
  const missing = documents.filter(({ path }) => path === undefined).map(({ name }) => name);
  const cells = found.flatMap((document) =>
    managers.flatMap((manager) => nodes.map((node) => ({ document, manager, node }))),
  );
  const results = await travelAll(cells, isJson ? () => {} : (text) => console.error(text));
  console.log(isJson ? JSON.stringify({ results, missing }, undefined, 2) : renderResults(results, missing));
  return results.some(({ failure }) => failure !== undefined) ? 1 : 0;
}

interface Cell {
  readonly document: Document & { readonly path: string };
  readonly manager: ManagerName;
  readonly node: NodeName;
}

/** One after the other, so that times can be compared. */
async function travelAll(
  cells: readonly Cell[],
  onProgress: (text: string) => void,
): Promise<readonly Result[]> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "newcomer-")));
  const registry = await fillRegistry(join(folder, "tarballs"));
  const cache = createCache(folder);
  const results: Result[] = [];
  try {
    for (const [index, { document, manager, node }] of cells.entries()) {
      const version = readManifest(join(testFolder, "node_modules", `node-${node}`)).version;
      onProgress(`${index + 1}/${cells.length} ${document.name}, ${manager}, Node ${version}`);
      const own = join(folder, String(index));
      await mkdir(own);
      const journey = await travel(document, own, registry.npmrc, new Manager(manager, node, cache));
      results.push({ document: document.name, manager, node: version, ...journey });
      await rm(own, { recursive: true, force: true });
    }
  } finally {
    await registry.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return results;
}

function readOptions(parameters: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...parameters],
      allowPositionals: true,
      options: {
        only: { type: "string", multiple: true },
        manager: { type: "string" },
        node: { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    const { only, manager, node } = values;
    const documents = findDocuments(positionals[0]);
    const isKnown = (name: string) => documents.some((document) => document.name === name);
    if (positionals.length > 1 || only?.some((name) => !isKnown(name))) return undefined;
    const managers = MANAGERS.filter((each) => manager === undefined || each === manager);
    const nodes = NODES.filter((each) => node === undefined || each === node);
    if (managers.length * nodes.length === 0) return undefined;
    return {
      documents: documents.filter(({ name }) => only?.includes(name) ?? true),
      managers,
      nodes,
      isJson: values.json,
    };
  } catch {
    return undefined;
  }
}
