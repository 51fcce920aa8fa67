import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HEAD } from "../support/diagnose.ts";
import { makeFolder } from "../support/folder.ts";
import { makeRepository } from "../support/git.ts";
import { OVERLAY } from "../support/overlay.ts";
import { runProgram } from "../support/program.ts";
import { ReleaseFolder } from "../support/release-folder.ts";

const DOCUMENT = `${HEAD}servers: [{ url: "https://shop.example" }]
paths:
  /orders:
    get: { tags: [orders], operationId: listOrders, responses: { "204": { description: None. } } }
`;

const NAMED = `${OVERLAY}- { target: $.paths.*.get, update: { operationId: allOrders } }\n`;

const TAGGED = `${OVERLAY}- { target: $.paths.*.get.tags, update: more }\n`;

const CONFIG = (overlays: string) =>
  `export default { documents: ["api.yaml"], overlays: ${overlays}, output: "sdk" };`;

describe("commands with overlays", () => {
  test.each([["generate", "--out", "sdk"], ["lint"], ["bundle"], ["diff", "api.yaml"]])(
    "%s applies those of the configuration, then those of the command line",
    async (...command) => {
      const late = `${OVERLAY}- { target: "$.paths.*[?@ == 'nobody']", remove: true }\n- { target: "$.paths.*.get[?@ == 'allOrders']", update: x }\n`;
      const { code, stderr } = await runProgram([...command, "--overlay", "late.yaml"], {
        "api.yaml": DOCUMENT,
        "names.yaml": NAMED,
        "late.yaml": late,
        "sdk.config.ts": CONFIG('["names.yaml"]'),
      });
      expect(code).toBe(0);
      expect(stderr).toMatch(/^late\.yaml:4:5 warning unmatched-action: `target` selects nothing/);
      expect(stderr).not.toContain("late.yaml:5");
    },
  );

  test("a strict run refuses an action that selects nothing", async () => {
    const args = ["lint", "--strict", "--spec", "api.yaml", "--overlay", "overlay.yaml"];
    const files = {
      "api.yaml": DOCUMENT,
      "overlay.yaml": `${OVERLAY}- { target: $.nowhere, remove: true }\n`,
    };
    const { code, stderr } = await runProgram(args, files);
    expect(code).toBe(1);
    expect(stderr).toContain("overlay.yaml:4:5 error unmatched-action");
  });

  test("a missing overlay is an error", async () => {
    const { code, stderr } = await runProgram(["lint", "--spec", "api.yaml", "--overlay", "none.yaml"], {
      "api.yaml": DOCUMENT,
    });
    expect(code).toBe(1);
    expect(stderr).toContain("error file-not-found: the file none.yaml does not exist");
  });

  test("targets of a Swagger 2.0 document are those that it was written with", async () => {
    const swagger =
      'swagger: "2.0"\ninfo: { title: Shop, version: "1" }\npaths: {}\ndefinitions: { Order: { type: string } }\n';
    const overlay = `${OVERLAY}- { target: $.definitions.Order, update: { title: An order } }\n`;
    const { stdout } = await runProgram(["bundle", "--spec", "api.yaml", "--overlay", "overlay.yaml"], {
      "api.yaml": swagger,
      "overlay.yaml": overlay,
    });
    expect(JSON.parse(stdout).components.schemas.Order).toEqual({ type: "string", title: "An order" });
  });
});

describe("versions", () => {
  test("diff compares a revision with its own overlays, and one of the command line applies to both", async () => {
    const folder = await makeFolder({
      "api.yaml": DOCUMENT,
      "tags.yaml": TAGGED,
      "sdk.config.ts": CONFIG('["tags.yaml"]'),
    });
    makeRepository(folder, ".");
    const diff = (...args: readonly string[]) => runProgram(["diff", "git:HEAD", ...args], folder);
    expect((await diff()).stdout).toBe("no change\n");
    await writeFile(join(folder, "names.yaml"), NAMED);
    expect((await diff("--overlay", "names.yaml")).stdout).toBe("no change\n");
    await writeFile(join(folder, "sdk.config.ts"), CONFIG('["tags.yaml", "names.yaml"]'));
    expect(JSON.parse((await diff("--format", "json")).stdout).level).toBe("breaking");
    await rm(join(folder, "names.yaml"));
    expect((await diff()).stderr).toContain("error file-not-found: the file names.yaml");
  });

  test("a release records the document with the overlays, and does not apply them again", async () => {
    const shop = await ReleaseFolder.make();
    const config = await shop.read("spec/sdk.config.ts");
    await shop.write("spec/sdk.config.ts", config.replace("output:", 'overlays: ["kinds.yaml"],\n  output:'));
    const target = "$.components.schemas.Order.properties.status.enum";
    await shop.write("spec/kinds.yaml", `${OVERLAY}- { target: ${target}, update: void }\n`);
    await shop.run("generate");
    await shop.run("release");
    await shop.version();
    await shop.run("release");
    expect(
      JSON.parse(await shop.read("spec/released.json")).components.schemas.Order.properties.status.enum,
    ).toEqual(["open", "paid", "void"]);
    const { stdout, stderr } = await shop.run("release", "--check");
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^no changes since the last release/);
  });
});
