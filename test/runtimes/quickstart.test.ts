// The quickstart and similar programs, in every runtime except browsers.
import { describe, expect, inject, test } from "vitest";
import { startMockProcess } from "../support/mock-process.ts";
import { succeed } from "../support/run.ts";
import { publishedPackages } from "../support/workspace.ts";
import { cell } from "./support/cells.ts";
import { expectQuickstart } from "./support/quickstart.ts";
import { nodes, type Runtime, runtimes, workerd } from "./support/runtimes.ts";
import { startWorker } from "./support/worker.ts";

const consumer = inject("consumer");

/** The output of a program. Each run has its own mock, and therefore its own data and rate limit. */
async function linesOf({ name, command, parameters }: Runtime, ...program: readonly string[]) {
  const mock = await startMockProcess();
  try {
    const environment = {
      COPILOT_API_KEY: `${name} ${program}`,
      COPILOT_BASE_URL: mock.url,
      NODE_OPTIONS: "",
    };
    const output = await succeed(command, [...parameters, ...program], { cwd: consumer, environment });
    return output.trim().split("\n");
  } finally {
    await mock.stop();
  }
}

for (const runtime of runtimes) {
  describe.concurrent(runtime.name, () => {
    test("is the program that runs here", async () => {
      const output = await succeed(runtime.command, ["--version"], { cwd: consumer });
      expect(output).toContain(runtime.version);
    });

    test(
      "imports the packages and does all that the quickstart says",
      cell(runtime.name, "import"),
      async () => {
        expectQuickstart(await linesOf(runtime, "quickstart.mjs"));
      },
    );

    test("runs it with require()", cell(runtime.name, "require"), async () => {
      expectQuickstart(await linesOf(runtime, "quickstart-required.cjs"));
    });
  });
}

describe.concurrent(workerd.name, () => {
  test("runs everything in the quickstart", cell(workerd.name, "import"), async () => {
    const mock = await startMockProcess();
    const bindings = { KEY: "a key in workerd", URL: mock.url };
    const worker = await startWorker(consumer, "quickstart-worker.mjs", bindings);
    try {
      expectQuickstart((await (await fetch(worker.url)).json()) as string[]);
    } finally {
      await Promise.all([worker.stop(), mock.stop()]);
    }
  });
});

for (const node of nodes) {
  describe.concurrent(node.name, () => {
    test("import and require() return the same exports of every package", async () => {
      const [imported = ""] = await linesOf(node, "--input-type=module", "--eval", namesBy("await import"));
      const [required = ""] = await linesOf(node, "--input-type=commonjs", "--eval", namesBy("require"));
      const names = JSON.parse(imported) as Readonly<Record<string, readonly string[]>>;
      expect(Object.keys(names)).toEqual(publishedPackages.map(({ name }) => name));
      expect(Object.values(names).filter(({ length }) => length === 0)).toEqual([]);
      expect(JSON.parse(required)).toEqual(names);
    });

    test("imported and required copies share one rate limit and one count", async () => {
      expect(await linesOf(node, "two-forms.mjs")).toEqual(["one class false", "slots 2 2", "counted 2 2"]);
    });

    test("the expected module format is loaded", async () => {
      expect(await linesOf(node, "right.mjs")).toEqual([
        "id string",
        "custom field read true",
        "custom fields written client",
        "company ids client",
        "payments 10",
        "invoices 10 10",
        "viewers task",
        "upload string",
        expect.stringMatching(/^task templates \d+$/),
      ]);
    });
  });
}

/** A program that prints the exports of each package. */
function namesBy(load: string): string {
  const packages = JSON.stringify(publishedPackages.map(({ name }) => name));
  return `
    const names = {};
    for (const name of ${packages}) {
      names[name] = Object.keys(${load}(name)).filter((each) => each !== "__esModule").sort();
    }
    console.log(JSON.stringify(names));`;
}
