import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { makeFolder } from "../support/folder.ts";

const PROGRAM = fileURLToPath(new URL("../../src/bin.ts", import.meta.url));

test("a reader that closes the pipe early is not an error", async () => {
  const child = spawn(process.execPath, [PROGRAM, "explain"], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
});

test("the output is complete if the pipe does not wait for its reader", async () => {
  const description = "word ".repeat(200_000);
  const document = JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Long", version: "1", description },
    paths: {},
  });
  const cwd = await makeFolder({ "api.json": document });
  const reader = spawn(process.execPath, ["-e", "process.stdin.pipe(process.stdout)"]);
  // This end of the pipe belongs to this process, whose pipes do not wait.
  const parameters = [PROGRAM, "bundle", "--spec", "api.json"];
  const child = spawn(process.execPath, parameters, { cwd, stdio: ["ignore", reader.stdin, "pipe"] });
  const read = text(reader.stdout);
  const [stderr, [code]] = await Promise.all([text(child.stderr ?? process.stdin), once(child, "close")]);
  reader.stdin.end();
  expect(stderr).not.toContain("EAGAIN");
  expect(code).toBe(0);
  expect(JSON.parse(await read)).toMatchObject({ info: { description } });
});
