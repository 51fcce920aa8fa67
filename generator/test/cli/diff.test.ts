import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HEAD } from "../support/diagnose.ts";
import { sendEndlessly, serve, serveFiles } from "../support/file-server.ts";
import { makeFolder } from "../support/folder.ts";
import { makeRepository } from "../support/git.ts";
import { runProgram } from "../support/program.ts";

const OLD = documentWith("{ id: { type: string }, memo: { type: string } }");
const GROWN = documentWith("{ id: { type: string }, memo: { type: string }, total: { type: number } }");
const BROKEN = documentWith("{ id: { type: string } }");

describe("sdkgen diff", () => {
  test("reports changes with both positions and the required version", async () => {
    const { code, stdout, stderr } = await runProgram(["diff", "old.yaml", "new.yaml"], {
      "old.yaml": OLD,
      "new.yaml": BROKEN,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`Breaking

  Removes \`Order.memo\`.
    property-removed · response · shop
    old old.yaml:20:43
    new new.yaml:18:5
    help: deprecate it, and remove it in the next major version

1 breaking change: a major version
`);
  });

  test("reports no change between documents that differ only in formatting", async () => {
    const files = { "old.yaml": OLD, "new.yaml": OLD.replace("info:", "# Written otherwise.\ninfo:") };
    const { code, stdout } = await runProgram(["diff", "old.yaml", "new.yaml"], files);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "no change\n" });
  });

  test("JSON contains all members", async () => {
    const files = { "old.yaml": OLD, "new.yaml": GROWN };
    const { stdout } = await runProgram(["diff", "old.yaml", "new.yaml", "--format", "json"], files);
    expect(JSON.parse(stdout)).toEqual({
      level: "additive",
      changes: [
        {
          code: "property-added",
          level: "additive",
          message: "Adds `Order.total`.",
          direction: "response",
          reach: { resources: ["orders"], operations: ["orders.list"], events: [], parts: [] },
          old: { file: "old.yaml", line: 18, column: 5 },
          new: { file: "new.yaml", line: 20, column: 67 },
          packages: ["shop"],
        },
      ],
    });
  });

  test("Markdown is a table with escaped cells", async () => {
    const files = {
      "old.yaml": documentWith("{ kind: { enum: [open, paid] } }"),
      "new.yaml": documentWith('{ kind: { enum: [open, paid, "a|b", "c\\n| d |"] } }'),
    };
    const { stdout } = await runProgram(["diff", "old.yaml", "new.yaml", "--format", "markdown"], files);
    const [head, ...rows] = stdout.split("\n").filter((line) => line.startsWith("|"));
    expect(head).toBe("| change | kind | packages | place |");
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
  });

  test("escapes markup and control characters of a document", async () => {
    const reason = "use <token src=x>\\e[31m\\n::error::no\\r| `a | <b>` or ` <id> \u202e";
    const files = {
      "old.yaml": OLD,
      "new.yaml": OLD.replace(
        "memo: { type: string",
        `memo: { type: string, deprecated: true, x-deprecated-reason: "${reason}"`,
      ),
    };
    const { stdout: markdown } = await runProgram(
      ["diff", "old.yaml", "new.yaml", "--format", "markdown"],
      files,
    );
    expect(markdown).toContain(
      "| Deprecates `Order.memo`: use &lt;token src=x> \\[31m ::error::no \\| `a \\| <b>` or \\` &lt;id>   | `deprecated` |",
    );
    for (const format of ["text", "github"]) {
      const { stdout } = await runProgram(["diff", "old.yaml", "new.yaml", "--format", format], files);
      expect(stdout.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
      expect(stdout).not.toMatch(/^::error/m);
    }
  });

  test("annotations are at the new position", async () => {
    const files = { "old.yaml": OLD, "new.yaml": GROWN };
    const { stdout } = await runProgram(["diff", "old.yaml", "new.yaml", "--format", "github"], files);
    expect(stdout).toBe(
      "::notice file=new.yaml,line=20,col=67,title=property-added::Adds `Order.total`.%0Aadditive: shop\n",
    );
  });

  test.each([
    ["breaking", BROKEN, 1],
    ["breaking", GROWN, 0],
    ["additive", GROWN, 1],
    ["docs", OLD, 0],
  ])("--fail-on %s fails for this level and higher ones", async (level, now, expected) => {
    const files = { "old.yaml": OLD, "new.yaml": now };
    const { code } = await runProgram(["diff", "old.yaml", "new.yaml", "--fail-on", level], files);
    expect(code).toBe(expected);
  });

  test("has colours instead of backticks only in a terminal", async () => {
    const files = { "old.yaml": OLD, "new.yaml": GROWN };
    const { stdout } = await runProgram(["diff", "old.yaml", "new.yaml"], files, { FORCE_COLOR: "1" });
    expect(stdout).not.toContain("\u001b[");
  });
});

describe("versions at addresses", () => {
  test("are compared with each other, with files, with folders and with the standard input", async () => {
    const { url, requests } = await serveFiles({ "/v1/openapi.yaml?key=secret": OLD, "/v2.yaml": GROWN });
    const files = { "old.yaml": OLD, "new/openapi.yaml": GROWN };
    const pairs = [
      [`${url}/v1/openapi.yaml?key=secret`, `${url}/v2.yaml`],
      ["old.yaml", `${url}/v2.yaml`],
      [`${url}/v1/openapi.yaml?key=secret`, "new"],
    ];
    for (const pair of pairs) {
      const { code, stdout, stderr } = await runProgram(["diff", ...pair], files);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toContain("Adds `Order.total`.");
      expect(stdout).not.toContain("secret");
    }
    expect(requests).toHaveLength(4);
    const piped = await runProgram(["diff", "old.yaml", "-"], files, {}, GROWN);
    expect(piped).toMatchObject({ code: 0, stderr: "" });
    expect(piped.stdout).toContain("new <stdin>:20:67");
  });

  test("may have several files on the same server", async () => {
    const api = (file: string) =>
      OLD.replace(/components:[\s\S]*/, "").replaceAll("#/components/schemas/Order", `${file}#/Order`);
    const order = (properties: string) => `Order: { type: object, properties: { ${properties} } }\n`;
    const { url } = await serveFiles({
      "/old/api.yaml": api("order.yaml"),
      "/old/order.yaml": order("id: { type: string }"),
      "/new/api.yaml": api("./parts/order.yaml"),
      "/new/parts/order.yaml": order("id: { type: string }, at: { type: string }"),
    });
    const { stdout, stderr } = await runProgram(["diff", `${url}/old/api.yaml`, `${url}/new/api.yaml`], {});
    expect(stderr).toBe("");
    expect(stdout).toContain("Adds `Order.at`.");
    expect(stdout).toContain(`new ${url}/new/parts/order.yaml:1:`);
  });

  test("are compared with the configured documents, with their overlays", async () => {
    const { url } = await serveFiles({ "/api.yaml": OLD });
    const { code, stdout } = await runProgram(["diff", `${url}/api.yaml`, "--fail-on", "breaking"], {
      "openapi.yaml": BROKEN,
      "sdk.config.yaml": "documents: [openapi.yaml]\noutput: sdk\n",
    });
    expect(code).toBe(1);
    expect(stdout).toContain("Removes `Order.memo`.");
  });

  test("are bounded in size, and errors name the address without its query", async () => {
    const { url } = await serve((request, response) => {
      if (request.url === "/large?key=secret") sendEndlessly(request, response);
      else response.writeHead(request.url === "/gone?key=secret" ? 404 : 503).end();
    });
    const errorOf = async (address: string) => {
      const { code, stdout, stderr } = await runProgram(["diff", address, "old.yaml"], { "old.yaml": OLD });
      expect({ code, isSecret: (stdout + stderr).includes("secret") }).toEqual({ code: 1, isSecret: false });
      return stderr;
    };
    expect(await errorOf(`${url}/gone?key=secret`)).toContain(
      `there is no file at ${url}/gone\n  help: correct the address`,
    );
    expect(await errorOf(`${url}/error?key=secret`)).toContain(
      `${url}/error cannot be read: its server responded with the status 503`,
    );
    expect(await errorOf(`${url}/large?key=secret`)).toContain("it is larger than 64 MB");
    expect(await errorOf("http://shop.example/api.yaml?key=secret")).toContain("not an https: URL");
    expect(await errorOf("ftp://shop.example/api.yaml")).toContain("is not a URL of a document");
  });
});

describe("versions that cannot be compared", () => {
  test("one version without a configuration is reported", async () => {
    const { code, stderr } = await runProgram(["diff", "old.yaml"], { "old.yaml": OLD });
    expect(code).toBe(1);
    expect(stderr).toContain("error nothing-to-compare: one version was passed");
    expect(stderr).toContain("help: pass both: sdkgen diff OLD NEW");
  });

  test("the standard input twice is reported, also if the configuration has it", async () => {
    expect((await runProgram(["diff", "-", "-"], {}, {}, OLD)).stderr).toContain("error stdin-twice");
    expect((await runProgram(["diff", "-", "--spec", "-"], {}, {}, OLD)).stderr).toContain(
      "error stdin-twice",
    );
  });
});

describe("versions of a git repository", () => {
  const CONFIG = 'export default { documents: ["api.yaml", "parts/*.yaml"], output: "sdk" };\n';
  const PART = "components: { schemas: { Order: { type: object, properties: { id: { type: string } } } } }\n";
  const API = `${HEAD}servers: [{ url: "https://shop.test" }]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      responses:
        "200": { description: All., content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } }
`;

  async function repository(): Promise<string> {
    const cwd = await makeFolder({
      "spec/sdk.config.ts": CONFIG,
      "spec/api.yaml": API,
      "spec/parts/order.yaml": PART,
    });
    makeRepository(cwd, ".");
    await writeFile(join(cwd, "spec/parts/order.yaml"), PART.replace("id:", "number:"));
    return cwd;
  }

  test("git:REVISION compares the configured documents of a revision with those of the working tree", async () => {
    const { code, stdout } = await runProgram(["diff", "git:main"], await repository());
    expect(code).toBe(0);
    expect(stdout).toContain("Removes `Order.id`.");
    expect(stdout).toContain("old main:spec/parts/order.yaml:1:63");
    expect(stdout).toContain("new spec/parts/order.yaml:1:26");
  });

  test("reads files from the revision that the working tree lacks", async () => {
    const cwd = await repository();
    await rm(join(cwd, "spec/parts"), { recursive: true });
    await writeFile(join(cwd, "spec/api.yaml"), API + PART);
    const { stdout } = await runProgram(["diff", "git:HEAD", "spec/api.yaml"], cwd);
    expect(stdout).toBe("no change\n");
  });

  test("git:REVISION:PATH reads one document by its path in the repository", async () => {
    const cwd = await repository();
    await writeFile(join(cwd, "whole.yaml"), API + PART);
    const { code, stderr } = await runProgram(["diff", "git:main:spec/api.yaml", "whole.yaml"], cwd);
    expect(code).toBe(0);
    expect(stderr).toContain("main:spec/api.yaml:10:78 warning unresolved-reference");
  });

  test("git:REVISION:./PATH is relative to the working directory, as in git", async () => {
    const cwd = await repository();
    for (const [folder, path] of [
      ["spec", "./api.yaml"],
      ["spec/parts", "../api.yaml"],
    ] as const) {
      const { code, stderr } = await runProgram(["diff", `git:main:${path}`, path], join(cwd, folder));
      expect(code).toBe(0);
      expect(stderr).toContain("main:spec/api.yaml:10:78 warning unresolved-reference");
    }
  });

  test.each([
    ["main", "old main:spec/parts/order.yaml:1:63"],
    ["HEAD", "old HEAD:spec/parts/order.yaml:1:63"],
  ])("%s is a revision without `git:`, since no file has this name", async (source, place) => {
    const cwd = await repository();
    const { code, stdout } = await runProgram(["diff", source, "--config", "spec/sdk.config.ts"], cwd);
    expect(code).toBe(0);
    expect(stdout).toContain(place);
  });

  test("REVISION:PATH is a file of a revision, since no file has this name", async () => {
    const cwd = await repository();
    await writeFile(join(cwd, "whole.yaml"), API + PART);
    const { code, stderr } = await runProgram(["diff", "main:spec/api.yaml", "whole.yaml"], cwd);
    expect(code).toBe(0);
    expect(stderr).toContain("main:spec/api.yaml:10:78 warning unresolved-reference");
  });

  test("a file with the name of a revision is a file", async () => {
    const cwd = await repository();
    await writeFile(join(cwd, "main"), API + PART);
    const { stdout } = await runProgram(["diff", "main"], cwd);
    expect(stdout).toContain("old main:11:63");
  });

  test("an argument that is neither a file nor a revision is reported as a missing file", async () => {
    const { code, stderr } = await runProgram(["diff", "nowhere"], await repository());
    expect(code).toBe(1);
    expect(stderr).toContain("error file-not-found: the file nowhere does not exist");
  });

  test.each([
    ["git:nowhere", "error no-revision: git has no revision nowhere in this repository: no such revision"],
    ["git:--help", "error no-revision: git has no revision --help in this repository"],
    ["git:main:no.yaml", "error file-not-found: the file main:no.yaml does not exist"],
  ])("%s is reported", async (source, message) => {
    const { code, stdout, stderr } = await runProgram(["diff", source], await repository());
    expect({ code, isReportedOnce: stderr.split("error ").length === 2 }).toEqual({
      code: 1,
      isReportedOnce: true,
    });
    expect(stderr).toContain(message);
    expect(stdout).toMatch(/^1 error in /);
  });

  test("a folder outside of a repository is reported", async () => {
    const { code, stderr } = await runProgram(["diff", "git:main", "--spec", "old.yaml"], {
      "old.yaml": OLD,
    });
    expect(code).toBe(1);
    expect(stderr).toContain("not a git repository");
  });
});

function documentWith(properties: string): string {
  return `${HEAD}servers: [{ url: "https://shop.test" }]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      responses:
        "200":
          description: All.
          content:
            application/json:
              schema: { type: array, items: { $ref: "#/components/schemas/Order" } }
components:
  schemas:
    # What was bought.
    Order:
      type: object
      properties: ${properties}
`;
}
