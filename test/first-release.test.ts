import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Registry, startRegistry } from "./support/registry.ts";
import { inState, type ReleaseOutcome, release } from "./support/release.ts";
import { releasedPackages } from "./support/workspace.ts";
import { copyWorkspace, type WorkspaceCopy } from "./support/workspace-copy.ts";

// The first release of every package, in a copy of the workspace, with a real registry.

// A release takes seconds, but minutes while all other tests run at the same time.
vi.setConfig({ testTimeout: 300_000 });

const names = releasedPackages.map(({ name }) => name).sort();

let copy: WorkspaceCopy;
let registry: Registry;

beforeAll(async () => {
  [copy, registry] = await Promise.all([copyWorkspace(), startRegistry()]);
});

afterAll(() => registry?.stop());

describe("the first release", () => {
  let outcome: ReleaseOutcome;

  test("--dry-run reports what it would do, and changes nothing", async () => {
    const { exitCode, versions } = await release({ copy, registry }, "--dry-run");
    expect(exitCode).toBe(0);
    expect(versions?.map(({ name, from, to }) => `${name} ${from} ${to}`).sort()).toEqual(
      names.map((name) => `${name} 0.0.0 1.0.0`),
    );
    expect(await copy.git("status", "--porcelain")).toBe("");
    expect(registry.uploads).toEqual([]);
  });

  test("publishes every package as 1.0.0, dependencies first", async () => {
    outcome = await release({ copy, registry });
    expect(outcome).toMatchObject({ ok: true, exitCode: 0 });
    expect(inState(outcome, "published")).toEqual(names.map((name) => `${name} 1.0.0`));
    expect(registry.uploads[0]).toBe("@copilot-sdk/runtime");
    expect(registry.uploads.indexOf("copilot-sdk")).toBeGreaterThan(
      registry.uploads.indexOf("@copilot-sdk/tasks"),
    );
  });

  test("leaves one commit, a tag for each package, and nothing to commit", async () => {
    expect(await copy.git("log", "--format=%s")).toBe("Release the packages that changed\nThe workspace\n");
    expect((await copy.git("tag", "--points-at", "HEAD")).trim().split("\n").sort()).toEqual(
      names.map((name) => `${name}@1.0.0`),
    );
    expect(await copy.git("status", "--porcelain")).toBe("");
  });

  test("records the released spec, and removes the changesets", async () => {
    const { "x-release": recorded } = JSON.parse(await copy.read("spec/released.json")) as Snapshot;
    expect(recorded).toBeDefined();
    expect(await copy.git("ls-files", ".changeset/*.md")).toBe("");
  });

  test("never prints the token", () => {
    expect(outcome.output).not.toContain(registry.tokens.maintainer);
  });

  test("does nothing the second time", async () => {
    const again = await release({ copy, registry });
    expect(again).toMatchObject({ ok: true, versions: [] });
    expect(inState(again, "unchanged")).toHaveLength(names.length);
    expect(registry.uploads).toHaveLength(names.length);
  });
});

interface Snapshot {
  readonly "x-release"?: unknown;
}
