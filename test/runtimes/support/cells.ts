// The contents of the table of `pnpm test:runtimes`, and how a test fills a cell.
import { readManifest, testFolder } from "../../support/workspace.ts";
import { runtimes, workerd } from "./runtimes.ts";

/** A cell of a table. */
export interface Cell {
  readonly row: string;
  readonly column: string;
  /** Why the combination does not exist. The test proves that it does not. */
  readonly absence?: string;
}

declare module "vitest" {
  interface TaskMeta {
    cell?: Cell;
  }
}

/** The bundlers for browsers. */
export const bundlers = { esbuild: "Chromium, esbuild", vite: "Chromium, Vite" } as const;

const toolVersion = (name: string): string =>
  readManifest(`${testFolder}/tools/node_modules/${name}`).version;

/** Tools that load modules with require(): the name of each project in `tools/projects`, and its name in the table. */
export const tools = {
  jest: `jest ${toolVersion("jest")}`,
  "jest-babel": "jest, preset-env",
  "ts-jest": `ts-jest ${toolVersion("ts-jest")}`,
  nestjs: `NestJS ${toolVersion("@nestjs/core")}`,
  "ts-node": `ts-node ${toolVersion("ts-node")}`,
} as const;

/** The compilers of consumers: the name of each installed package, and its name in the table. */
export const compilers: Readonly<Record<string, string>> = Object.fromEntries(
  ["typescript-5.0", "typescript-5.4", "typescript-5.9", "typescript-6.0", "typescript"].map((alias) => [
    alias,
    `TypeScript ${readManifest(`${testFolder}/node_modules/${alias}`).version}`,
  ]),
);

/** The tables, with their rows and columns in order. */
export const tables: readonly {
  readonly title: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}[] = [
  {
    title: "runs in",
    rows: [
      ...runtimes.map(({ name }) => name),
      workerd.name,
      ...Object.values(bundlers),
      ...Object.values(tools),
    ],
    columns: [
      "import",
      "require",
      "visitors",
      "sessions",
      "uploads",
      "errors",
      "bodies",
      "fetch",
      "Hono",
      "http",
      "Express",
    ],
  },
  {
    title: "compiles with",
    rows: Object.values(compilers),
    columns: ["node16", "nodenext", "bundler", "node10", "nodenext .cts"],
  },
];

/** Options of a test that fills a cell. A cell with several tests passes if all of them pass. */
export function cell(
  row: string,
  column: string,
  absence?: string,
): { readonly meta: { readonly cell: Cell } } {
  return { meta: { cell: { row, column, ...(absence !== undefined && { absence }) } } };
}
