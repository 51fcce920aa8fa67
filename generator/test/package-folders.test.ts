import { expect, test } from "vitest";
import { packageFolders } from "../src/partition/folders.ts";

test.each([
  ["Stream API", {}, "stream-api"],
  ["Events", {}, "events-api"],
  ["Stream API", { scope: "@acme" }, "stream"],
  ["Stream API", { name: "@acme/stream" }, "stream"],
  ["Streams API", {}, "streams"],
])(
  "a package of %j with %j is in the folder %s, so that no import gets a module of Node",
  (title, config, folder) => {
    expect(packageFolders(config, title)).toEqual([folder]);
  },
);
