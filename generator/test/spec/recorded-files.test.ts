import { expect, test } from "vitest";
import { diskFiles, recordedFiles } from "../../src/spec/index.ts";

test("records a file that changes meanwhile as it was at first, so that the change is noticed later", async () => {
  const contents = ["before", "after"].map((text) => Buffer.from(text)).values();
  const changing = { ...diskFiles("/"), read: async () => contents.next().value ?? "missing" };
  const files = recordedFiles(changing, String);
  await files.read("/api.yaml");
  await files.read("/api.yaml");
  expect(files.answers()).toEqual([[["read", "/api.yaml"], "before"]]);
});
