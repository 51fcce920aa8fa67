import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const source = fileURLToPath(new URL("../src/", import.meta.url));

/** The rooms of the runtime, lowest first. A room imports only from rooms before it. */
const ROOMS = [
  "errors",
  "platform",
  "enums",
  "unknown",
  "content",
  "operations",
  "encoders",
  "int64",
  "rate-limit",
  "limiter-kit",
  "quota",
  "quota-file",
  "responses",
  "servers",
  "redirects",
  "client-parameters",
  "calls",
  "auth",
  "oauth",
  "pages",
  "streams",
  "page-styles",
  "uploads",
  "telemetry",
  "client",
  "sessions",
  "webhooks",
  "testing",
];

const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .sort();

/** Every import and re-export, including types. `to` is a file of `src`, or the name of a module outside. */
const imports = files.flatMap((from) =>
  [
    ...readFileSync(join(source, from), "utf8").matchAll(/^(?:import|export)\b[^;]*?\bfrom "([^"]+)";/gms),
  ].map(([, specifier = ""]) => ({
    from,
    to: specifier.startsWith(".")
      ? relative(source, join(source, dirname(from), specifier)).replace(/\.js$/, ".ts")
      : specifier,
  })),
);

const roomOf = (path: string): string => (path.includes("/") ? dirname(path) : "");

/** The first cycle of imports, as its path; undefined: there is none. */
function findCircle(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of edges.get(node) ?? []) {
      const cycle = visit(next, [...path, node]);
      if (cycle !== undefined) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of edges.keys()) {
    const cycle = visit(node, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

describe("the folders of the runtime", () => {
  test("every source file except index.ts is in a listed folder", () => {
    expect(files.filter((path) => roomOf(path) === "")).toEqual(["index.ts"]);
    expect([...new Set(files.map(roomOf).filter(Boolean))].sort()).toEqual([...ROOMS].sort());
  });

  test("the check sees value imports, type imports and re-exports", () => {
    expect(imports).toContainEqual({ from: "calls/call.ts", to: "errors/index.ts" });
    expect(imports).toContainEqual({ from: "calls/call.ts", to: "calls/call-settings.ts" });
    expect(imports).toContainEqual({ from: "index.ts", to: "client/index.ts" });
  });

  test("a folder imports only from folders below it, and only through their index.ts", () => {
    const wrong = imports.filter(({ from, to }) => {
      const [room, other] = [roomOf(from), roomOf(to)];
      if (!to.endsWith(".ts") || room === other) return false;
      return to !== `${other}/index.ts` || (room !== "" && ROOMS.indexOf(other) >= ROOMS.indexOf(room));
    });
    expect(wrong).toEqual([]);
  });

  test("there are no circular imports, including type imports", () => {
    const edges = new Map<string, Set<string>>();
    for (const { from, to } of imports) edges.set(from, (edges.get(from) ?? new Set()).add(to));
    expect(findCircle(edges)).toBeUndefined();
  });

  test("the check finds a circular import", () => {
    const edges = new Map([
      ["a", new Set(["b"])],
      ["b", new Set(["c"])],
      ["c", new Set(["b"])],
    ]);
    expect(findCircle(edges)).toEqual(["b", "c", "b"]);
  });

  test("only quota-file imports Node modules, and nothing imports a package", () => {
    const outside = imports.filter(({ to }) => !to.endsWith(".ts"));
    expect(outside.filter(({ from }) => !from.startsWith("quota-file/"))).toEqual([]);
    expect(outside.filter(({ to }) => !to.startsWith("node:"))).toEqual([]);
  });
});
