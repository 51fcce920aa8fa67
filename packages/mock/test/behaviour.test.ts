import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startMock } from "../src/index.js";
import { call, openZoo } from "./support/zoo.js";
import { zooDocument } from "./support/zoo-document.js";

describe("the rate limit", () => {
  test("recovers when the clock of the mock is moved forward", async () => {
    await using zoo = await startMock({ document: zooDocument() });
    const statuses = async (count: number) => {
      const all: number[] = [];
      for (let index = 0; index < count; index += 1)
        all.push((await call(zoo, "GET /keepers/kp_7aB")).status);
      return all;
    };
    expect(await statuses(4)).toEqual([200, 200, 429, 429]);
    await zoo.clock.advance(30_000);
    expect(await statuses(1)).toEqual([200]);
  });
});

describe("a plan", () => {
  test("allows its number of requests a month to each key, and all again in the next month", async () => {
    await using zoo = await openZoo({ plan: "child", startsAt: new Date("2031-01-30T00:00:00Z") });
    const status = async (ticket: string) =>
      (await call(zoo, "GET /keepers", undefined, { authorization: `Bearer ${ticket}` })).status;
    expect([await status("a"), await status("a"), await status("a"), await status("a")]).toEqual([
      200, 200, 200, 429,
    ]);
    expect(await status("b")).toBe(200);
    await zoo.clock.advance(2 * 86_400_000);
    expect(await status("a")).toBe(200);
  });

  test("may be unlimited, and must be in the document", async () => {
    await using zoo = await openZoo({ plan: "adult" });
    for (let index = 0; index < 5; index += 1)
      expect((await call(zoo, "GET /keepers?max=1")).status).toBe(200);
    await expect(openZoo({ plan: "baby" })).rejects.toThrow('no plan "baby"; it has: child, adult');
  });
});

test("only the given keys are accepted", async () => {
  await using zoo = await openZoo({ apiKeys: ["right"] });
  expect((await call(zoo, "GET /keepers")).status).toBe(401);
  expect((await call(zoo, "GET /keepers", undefined, { authorization: "Bearer right" })).status).toBe(200);
  expect(zoo.apiKey).toBe("right");
});

describe("a script of faults", () => {
  test("begins with the first request, and again after a reset", async () => {
    await using zoo = await openZoo({
      faults: [{ status: 503, operation: "GET /keepers", times: 2 }, { status: 500 }],
    });
    const statuses = async () => {
      const targets = ["GET /keepers", "GET /keepers/kp_7aB", "GET /keepers", "GET /keepers"];
      const all: number[] = [];
      for (const target of targets) all.push((await call(zoo, target)).status);
      return all;
    };
    expect(await statuses()).toEqual([503, 500, 503, 200]);
    zoo.reset();
    expect(await statuses()).toEqual([503, 500, 503, 200]);
  });

  test("can be a JSON or YAML file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "faults-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    for (const [name, text] of Object.entries(SCRIPTS)) {
      const file = join(folder, name);
      await writeFile(file, text);
      await using zoo = await openZoo({ faults: file });
      expect((await call(zoo, "GET /keepers")).status).toBe(503);
      expect((await call(zoo, "GET /keepers")).status).toBe(200);
    }
  });

  test.each([
    [{}, "faults must be a list"],
    [[5], "faults[0] must be an object"],
    [[{}, { state: 503 }], 'faults[1] has "state"; it can have status, delay, cut'],
    [[{ status: 200 }], "faults[0]: the status must be 400 to 599, not 200"],
    [[{ operation: "GET /tigers" }], 'faults[0]: the document has no operation "GET /tigers"'],
  ])("that is invalid is an error: %j", async (faults, message) => {
    await expect(openZoo({ faults: faults as never })).rejects.toThrow(message);
  });
});

const SCRIPTS = {
  "faults.json": '[{ "status": 503 }]',
  "faults.yaml": "- status: 503\n",
  "flow.yaml": "[{ status: 503 }]\n",
};

describe("a fault", () => {
  test("with a status is the documented error, for as many requests as planned, which are not carried out", async () => {
    await using zoo = await openZoo();
    const before = zoo.records("keeper").length;
    zoo.fail({ status: 400, operation: "POST /keepers", times: 2 });
    expect((await call(zoo, "GET /keepers")).status).toBe(200);
    for (let time = 0; time < 2; time += 1) {
      const failed = await call(zoo, "POST /keepers", { first_name: "Bo" });
      expect([failed.status, failed.body.wrong.kind]).toEqual([400, "invalid"]);
    }
    expect(zoo.records("keeper")).toHaveLength(before);
    expect((await call(zoo, "POST /keepers", { first_name: "Bo" })).status).toBe(201);
  });

  test("delays a response until the clock of the mock is there", async () => {
    await using zoo = await openZoo();
    zoo.fail({ delay: 3_600_000 });
    let isThere = false;
    const request = call(zoo, "GET /keepers").then(() => {
      isThere = true;
    });
    await call(zoo, "GET /keepers/kp_7aB");
    await zoo.clock.advance(3_599_000);
    expect(isThere).toBe(false);
    await zoo.clock.advance(2_000);
    await request;
  });

  test("cuts the connection in the middle of the response, after the request was carried out", async () => {
    await using zoo = await openZoo();
    const before = zoo.records("keeper").length;
    zoo.fail({ cut: true });
    await expect(call(zoo, "POST /keepers", { first_name: "Bo" })).rejects.toThrow(
      /terminated|aborted|socket/,
    );
    expect(zoo.records("keeper")).toHaveLength(before + 1);
  });

  test("makes a response that is no JSON", async () => {
    await using zoo = await openZoo();
    zoo.fail({ malformed: true });
    await expect(call(zoo, "GET /keepers")).rejects.toThrow(SyntaxError);
  });

  test("can be asked for by a header of the request", async () => {
    await using zoo = await openZoo();
    expect((await call(zoo, "GET /keepers", undefined, { "mock-fault": "status=503" })).status).toBe(503);
    const wrong = await call(zoo, "GET /keepers", undefined, { "mock-fault": "status=200" });
    expect([wrong.status, wrong.body.message]).toEqual([400, expect.stringContaining("400 to 599")]);
  });

  test("out of range is an error", async () => {
    await using zoo = await openZoo();
    expect(() => zoo.fail({ status: 200 })).toThrow("400 to 599");
    expect(() => zoo.fail({ delay: -1 })).toThrow("from 0");
    expect(() => zoo.fail({ times: 0 })).toThrow("from 1");
  });
});

test("options out of range are errors that name them", async () => {
  await expect(openZoo({ pages: { size: 0 } })).rejects.toThrow(
    "the option pages.size must be an integer from 1, not 0",
  );
  await expect(openZoo({ seed: 0.5 })).rejects.toThrow("the option seed");
});
