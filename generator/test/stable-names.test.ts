import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type ApiModel, allResources } from "../src/api-model/index.ts";
import { paramsTypes } from "../src/api-model/params-types.ts";
import { diffModels } from "../src/diff/index.ts";
import { BUILT_IN } from "../src/features/index.ts";
import { readDocument } from "../src/generate.ts";
import { type BuiltModel, buildModel } from "../src/model/index.ts";
import { recordIn, recordText } from "../src/record/index.ts";
import type { OpenApiDocument } from "../src/spec/index.ts";
import {
  type Addition,
  addition,
  documentOf,
  type RandomApi,
  randomApi,
  withAddition,
} from "./support/random-api.ts";

const RUNS = { numRuns: 200 };
let file = "";

beforeAll(async () => {
  file = join(await mkdtemp(join(tmpdir(), "sdkgen-names-")), "api.json");
});

async function read(api: RandomApi): Promise<OpenApiDocument> {
  await writeFile(file, JSON.stringify(documentOf(api)));
  const { document } = await readDocument({ documents: [file], directory: "/" });
  return document;
}

/** The record as the next run reads it. */
function recordOf({ record }: BuiltModel): BuiltModel["record"] {
  return recordIn(recordText(record), "record");
}

describe("names that are recorded", () => {
  test("stay whatever operation, schema, parameter or property is added, and the diff finds nothing breaking", async () => {
    await fc.assert(
      fc.asyncProperty(
        randomApi,
        fc.array(addition, { minLength: 1, maxLength: 3 }),
        async (api, additions) => {
          let before = await read(api);
          let old = buildModel(before);
          let current = api;
          for (const added of additions) {
            current = withAddition(current, added);
            const after = await read(current);
            const now = buildModel(after, {}, { record: recordOf(old) });
            const names = namesOf(now.model);
            for (const [what, name] of namesOf(old.model))
              expect(`${what}: ${names.get(what)}`).toBe(`${what}: ${name}`);
            const changes = diffModels(
              { model: old.model, locate: (place) => before.locate(place) },
              { model: now.model, locate: (place) => after.locate(place) },
              BUILT_IN,
            );
            expect(changes.filter(({ level }) => level === "breaking").map(({ message }) => message)).toEqual(
              [],
            );
            [before, old] = [after, now];
          }
        },
      ),
      RUNS,
    );
  });

  test("are needed: without them, some of these additions rename something", async () => {
    const renamed = async (api: RandomApi, added: Addition) => {
      const old = namesOf(buildModel(await read(api)).model);
      const now = namesOf(buildModel(await read(withAddition(api, added))).model);
      return [...old].some(([what, name]) => now.get(what) !== name);
    };
    const samples = fc.sample(fc.tuple(randomApi, addition), { numRuns: 150, seed: 1 });
    let count = 0;
    for (const [api, added] of samples) if (await renamed(api, added)) count += 1;
    expect(count).toBeGreaterThan(5);
  });

  test("are all that a second run needs to give the same names, and to record the same", async () => {
    await fc.assert(
      fc.asyncProperty(randomApi, async (api) => {
        const document = await read(api);
        const first = buildModel(document);
        const second = buildModel(document, {}, { record: recordOf(first) });
        expect(second.model).toEqual(first.model);
        expect(recordText(second.record)).toBe(recordText(first.record));
        expect(second.diagnostics.map(({ message }) => message).sort()).toEqual(
          first.diagnostics.map(({ message }) => message).sort(),
        );
      }),
      RUNS,
    );
  });
});

/** Every name that callers write, by what has it. */
function namesOf({ resources, types }: ApiModel): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { path, className, operations } of allResources(resources)) {
    names.set(`class of ${path.join(".")}`, className);
    for (const operation of operations) {
      const endpoint = `${operation.httpMethod} ${operation.path}`;
      names.set(`call of ${endpoint}`, [...path, operation.method].join("."));
      names.set(`constant of ${endpoint}`, operation.id);
      for (const { name, properties } of paramsTypes(operation)) {
        names.set(`parameters of ${endpoint}`, name);
        for (const property of properties)
          names.set(`argument ${property.name} of ${endpoint}`, property.name);
      }
    }
  }
  for (const { name } of types) names.set(`type ${name}`, name);
  return names;
}
