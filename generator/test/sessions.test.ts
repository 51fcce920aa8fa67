import { Project, SyntaxKind } from "ts-morph";
import { describe, expect, test } from "vitest";
import { generateFrom } from "./support/generate.ts";

const DOCUMENT = `openapi: 3.1.0
info: { title: Parcels API, version: 1.0.0 }
servers: [{ url: "https://eu.parcels.example/api/" }, { url: "https://us.parcels.example/api" }]
paths:
  /parcels:
    get: { operationId: listParcels, tags: [parcels], responses: { "204": { description: Done. } } }
`;

const EXTENSION = `x-session-token:
  schema: { $ref: "#/components/schemas/Visit" }
  query: visit
  cipher: aes-128-cbc
  keyDerivation: hmac-sha256-of-nothing
  key: { workspace: depot }
  absent: { clerk: [nobody] }
components:
  schemas:
    Visit:
      type: object
      required: [depot]
      properties: { depot: { type: string }, clerk: { type: string } }
`;

/** The files of the package with all resources. */
async function umbrellaOf(document: string) {
  const { files, diagnostics } = await generateFrom(
    { "parcels.yaml": document },
    {
      packages: { parcels: { client: "ParcelsClient", description: "Parcels.", resources: ["parcels"] } },
      umbrella: { folder: "all", name: "all-parcels", client: "AllParcels", description: "All of it." },
    },
  );
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return files;
}

describe("a document with x-session-token", () => {
  test("adds `fromSession` and `session` to the client of the umbrella", async () => {
    const files = await umbrellaOf(DOCUMENT + EXTENSION);
    const client = files.get("all/src/client.ts") ?? "";
    expect(client).toContain("readonly session: Visit | undefined;");
    expect(client).toContain("static async fromSession(");
    expect(client).toContain('const token = new URL(request.url).searchParams.get("visit");');
    expect(files.get("parcels/src/client.ts")).not.toContain("ession");
  });

  test("generates a separate module, which other modules load on demand", async () => {
    const files = await umbrellaOf(DOCUMENT + EXTENSION);
    const others = [...files].filter(([path]) => path.endsWith(".ts") && path !== "all/src/session.ts");
    const imports = others.flatMap(([, text]) => text.match(/^(?:import|export)[^;]*session[^;]*;/gm) ?? []);
    expect(imports.length).toBeGreaterThan(0);
    for (const statement of imports) expect(statement).toMatch(/^(?:import|export) type /);
    const manifest = JSON.parse(files.get("all/package.json") ?? "{}") as { exports: object };
    expect(manifest.exports).toHaveProperty(["./session"]);
  });

  test("describes the properties of the payload and the base URLs", async () => {
    const files = await umbrellaOf(DOCUMENT + EXTENSION);
    expect(files.get("all/src/session.ts")).toContain(`const description: SessionDescription = {
  name: "AllParcels",
  environment: "ALL_PARCELS",
  workspace: "depot",
  absent: { clerk: ["nobody"] },
  baseURLs: ["https://eu.parcels.example/api", "https://us.parcels.example/api"],
};`);
  });

  test("types the payload as a response", async () => {
    const files = await umbrellaOf(DOCUMENT + EXTENSION);
    expect(files.get("all/src/session.ts")).toContain(`export interface Visit {
  depot: string;
  clerk?: string;
}`);
  });
});

test.each([
  "*/ pwned() /*",
  '"; pwned(); "',
  "`$\u007bpwned()}`",
  "\n pwned()\u2028pwned()",
  "\\",
  "__proto__",
])("text of the document is escaped in the code of sessions: %j", async (hostile) => {
  const payload = { type: "object", description: hostile, properties: { [hostile]: { type: "string" } } };
  const token = {
    schema: { $ref: "#/components/schemas/Visit" },
    query: hostile,
    cipher: "aes-128-cbc",
    keyDerivation: "hmac-sha256-of-nothing",
    key: { workspace: hostile, session: hostile },
    baseURL: hostile,
    expires: hostile,
    absent: Object.fromEntries([[hostile, [hostile]]]),
  };
  const rest = { "x-session-token": token, components: { schemas: { Visit: payload } } };
  // JSON, which is also YAML, with each member on a separate line.
  const members = Object.entries(rest).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`);
  const files = await umbrellaOf(DOCUMENT + members.join(""));
  const project = new Project({ useInMemoryFileSystem: true });
  for (const path of ["all/src/session.ts", "all/src/client.ts"]) {
    const source = project.createSourceFile(path, files.get(path) ?? "");
    const calls = source.getDescendantsOfKind(SyntaxKind.Identifier).map((name) => name.getText());
    expect(calls.length).toBeGreaterThan(10);
    expect(calls).not.toContain("pwned");
    expect(project.getProgram().getSyntacticDiagnostics(source)).toEqual([]);
  }
});

test("a document without x-session-token generates nothing for sessions", async () => {
  const files = await umbrellaOf(DOCUMENT);
  expect([...files.keys()].filter((path) => path.includes("session"))).toEqual([]);
  expect(files.get("all/src/client.ts")).not.toContain("ession");
  expect(files.get("all/src/index.ts")).not.toContain("ession");
  expect(files.get("all/package.json")).not.toContain("session");
});
