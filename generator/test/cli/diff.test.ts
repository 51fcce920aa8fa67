import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HEAD } from "../support/diagnose.ts";
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
