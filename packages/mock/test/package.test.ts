import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);
const folder = fileURLToPath(new URL("..", import.meta.url));

test("the package installs alone, without a script, in less than 10 MB, and serves the API", async () => {
  const project = await mkdtemp(join(tmpdir(), "mock-package-"));
  try {
    const options = { cwd: project };
    const { stdout } = await run("npm", ["pack", folder, "--silent", "--ignore-scripts"], options);
    await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }');
    await run("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${stdout.trim()}`], options);
    const modules = join(project, "node_modules");
    const files = (await readdir(modules, { recursive: true, withFileTypes: true })).filter((each) =>
      each.isFile(),
    );
    const isExample = (path: string) => path.includes(join("dist", "examples"));
    const manifests = files.filter(
      ({ name, parentPath }) => name === "package.json" && !isExample(parentPath),
    );
    expect(manifests.map(({ parentPath }) => parentPath)).toEqual([join(modules, "@copilot-sdk", "mock")]);
    const { scripts } = JSON.parse(
      await readFile(join(modules, "@copilot-sdk", "mock", "package.json"), "utf8"),
    );
    expect(Object.keys(scripts).filter((name) => /install|prepare/.test(name))).toEqual([]);
    const sizes = await Promise.all(files.map(({ parentPath, name }) => stat(join(parentPath, name))));
    expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(10_000_000);
    await writeFile(join(project, "program.js"), PROGRAM);
    expect((await run(process.execPath, ["program.js"], options)).stdout).toBe("200 1\n");
  } finally {
    await rm(project, { recursive: true });
  }
});

const PROGRAM = `
import { startMock } from "@copilot-sdk/mock";
const mock = await startMock();
const response = await fetch(mock.url + "/v1/clients?limit=1", { headers: { "x-api-key": mock.apiKey } });
console.log(response.status, (await response.json()).data.length);
await mock.close();
`;
